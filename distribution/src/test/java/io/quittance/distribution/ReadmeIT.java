package io.quittance.distribution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.quittance.distribution.Markdown.Block;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The README, done step by step with the built distribution. Only the ports are others. */
class ReadmeIT {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Pattern HERE_DOCUMENT = Pattern.compile("(?s)<<'JSON'\\n(.*)\\nJSON\\n");
    private static final Pattern STATUS = Pattern.compile("HTTP/1.1 (\\d{3}) [^\\n]+\\n(.*)", Pattern.DOTALL);
    private static final Pattern COMMAND = Pattern.compile("(?m)^  ([\\w-]+) ");
    private static final int OK = 200;

    @TempDir
    private static Path directory;

    private static Markdown readme;

    @BeforeAll
    static void read() throws IOException {
        readme = Markdown.read("README.md");
    }

    @Test
    void shouldAnswerAsTheReadmeSays() throws Exception {
        Path config = Files.writeString(directory.resolve("quittance.json"), onFreePorts(configuration()));

        try (GatewayProcess gateway = GatewayProcess.start(directory, "serve", "--config", config.toString())) {
            Map<Integer, URI> servers = Map.of(8080, gateway.intake(), 8081, gateway.management());
            gateway.awaitReady();

            List<Block> blocks = readme.blocks();
            int tried = 0;
            for (int i = 0; i < blocks.size(); i++) {
                if (blocks.get(i).text().startsWith("curl ")) {
                    verify(blocks.get(i), blocks.get(i + 1), servers);
                    tried++;
                }
            }
            assertThat(tried).isEqualTo(7);
        }
    }

    @Test
    void shouldCheckTheConfigurationAsTheReadmeSays() throws Exception {
        Path data = Files.createDirectories(directory.resolve("checked/data"));
        Files.writeString(data.resolve("quittance.json"), configuration());
        Block command = block("./quittance check");
        Block answer = readme.blocks().get(readme.blocks().indexOf(command) + 1);

        String[] words = command.text().strip().split(" ", -1);
        assertThat(output(data.resolveSibling("."), words[1], words[2], words[3]))
                .contains(answer.text());
    }

    @Test
    void shouldListTheCommandsThatThereAre() throws Exception {
        List<String> documented = readme.firstColumn("Commands").stream()
                .map(usage -> usage.split(" ", -1)[1])
                .toList();

        String help = output(directory, "--help");
        String commands = help.substring(help.indexOf("Commands:"));
        List<String> existing = COMMAND.matcher(commands.substring(0, commands.indexOf("\n\n")))
                .results()
                .map(command -> command.group(1))
                .toList();
        assertThat(documented).isNotEmpty().containsExactlyElementsOf(existing);
    }

    private static void verify(Block request, Block answer, Map<Integer, URI> servers) throws Exception {
        CurlCommand command = CurlCommand.parse(request.text());
        if (command.changesNothing()) {
            await().atMost(PATIENCE)
                    .ignoreExceptionsInstanceOf(AssertionError.class)
                    .untilAsserted(() -> verify(answer, command.send(servers), request.text()));
        } else {
            verify(answer, command.send(servers), request.text());
        }
    }

    private static void verify(Block answer, HttpResponse<String> actual, String request) {
        Matcher withStatus = STATUS.matcher(answer.text());
        boolean statusShown = withStatus.matches();
        int status = statusShown ? Integer.parseInt(withStatus.group(1)) : OK;
        String shown = statusShown ? withStatus.group(2) : answer.text();

        assertThat(actual.statusCode()).as(request).isEqualTo(status);
        if (!shown.isBlank()) {
            assertThat(PartOfJson.isIn(new JsonObject(shown), new JsonObject(actual.body())))
                    .as("%s is answered with %s, and the README shows %s", request, actual.body(), shown)
                    .isTrue();
        }
    }

    private static String configuration() {
        Matcher document = HERE_DOCUMENT.matcher(block("mkdir").text());
        assertThat(document.find()).isTrue();
        return document.group(1);
    }

    private static String onFreePorts(String configuration) {
        return configuration.replace("\"port\": 8080", "\"port\": 0").replace("\"port\": 8081", "\"port\": 0");
    }

    private static Block block(String start) {
        return readme.blocks().stream()
                .filter(block -> block.text().startsWith(start))
                .findFirst()
                .orElseThrow();
    }

    private static String output(Path directory, String... arguments) throws IOException, InterruptedException {
        GatewayProcess.Result result = GatewayProcess.run(directory, arguments);
        String output = String.join("\n", result.lines()) + "\n";
        assertThat(result.exitCode()).as(output).isZero();
        return output;
    }
}
