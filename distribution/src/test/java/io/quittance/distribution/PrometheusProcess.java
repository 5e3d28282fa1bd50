package io.quittance.distribution;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** An installed Prometheus that scrapes a gateway and evaluates the rules of the distribution. */
final class PrometheusProcess implements AutoCloseable {
    private static final Path PROGRAMS = Path.of(System.getProperty("quittance.test.prometheus", "/usr/bin"));
    private static final Path SERVER = PROGRAMS.resolve("prometheus");
    private static final Path TOOL = PROGRAMS.resolve("promtool");

    private final Process process;
    private final URI address;
    private final HttpSender http = new HttpSender();

    private PrometheusProcess(Process process, URI address) {
        this.process = process;
        this.address = address;
    }

    /** Whether tests with Prometheus can run, or have to. */
    static boolean isThereOrRequired() {
        return Files.isExecutable(TOOL) || "required".equals(System.getProperty("quittance.test.promtool"));
    }

    /** Runs its tool. */
    static void tool(Path directory, String... arguments) throws IOException, InterruptedException {
        assertThat(TOOL).as("Debian: apt-get install prometheus").isExecutable();
        ProcessBuilder builder = new ProcessBuilder(TOOL.toString()).directory(directory.toFile());
        builder.command().addAll(List.of(arguments));
        Path output = Files.createTempFile("promtool", ".txt");
        int code = builder.redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start()
                .waitFor();
        assertThat(code).as(Files.readString(output)).isZero();
        Files.delete(output);
    }

    static PrometheusProcess start(Path directory, Path rules, RunningShop gateway) throws IOException {
        assertThat(SERVER).as("Debian: apt-get install prometheus").isExecutable();
        Path config = Files.writeString(directory.resolve("prometheus.yml"), """
                global: { scrape_interval: 1s, evaluation_interval: 1s }
                rule_files: [ "%s" ]
                scrape_configs:
                  - job_name: quittance
                    authorization: { credentials: "%s" }
                    static_configs: [ { targets: [ "%s" ] } ]
                """.formatted(
                        rules,
                        gateway.shop().secrets().token(),
                        gateway.process().management().getAuthority()));
        String listen = "127.0.0.1:" + FreePort.find();
        Process process = new ProcessBuilder(
                        SERVER.toString(),
                        "--config.file=" + config,
                        "--storage.tsdb.path=" + directory.resolve("series"),
                        "--web.listen-address=" + listen)
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("prometheus.log").toFile())
                .start();
        return new PrometheusProcess(process, URI.create("http://" + listen));
    }

    /** Whether the gateway was scraped. */
    boolean hasScraped() throws IOException, InterruptedException {
        JsonArray targets = get("/api/v1/targets").getJsonArray("activeTargets");
        return !targets.isEmpty() && "up".equals(targets.getJsonObject(0).getString("health"));
    }

    /** The groups of rules, with how each of them did. */
    JsonArray groups() throws IOException, InterruptedException {
        return get("/api/v1/rules").getJsonArray("groups");
    }

    @Override
    public void close() {
        process.destroyForcibly().onExit().join();
    }

    private JsonObject get(String path) throws IOException, InterruptedException {
        return http.send(HttpSender.to(address.resolve(path))).json().getJsonObject("data");
    }
}
