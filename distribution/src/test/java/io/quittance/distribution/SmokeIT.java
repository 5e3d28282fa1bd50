package io.quittance.distribution;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SmokeIT {
    private static final Duration STOP_LIMIT = Duration.ofSeconds(10);
    private static final String FREE_PORTS = """
            {
              "intake": { "host": "127.0.0.1", "port": 0 },
              "management": { "host": "127.0.0.1", "port": 0 },
              "store": { "embedded": { "directory": "data/postgres" } }
            }
            """;

    @TempDir
    private Path directory;

    @Test
    void shouldServeUntilTerminated() throws Exception {
        Path config = Files.writeString(directory.resolve("quittance.json"), FREE_PORTS);

        try (RunningGateway gateway = RunningGateway.start(directory, "serve", "--config", config.toString())) {
            URI management = gateway.awaitAddress("management");
            gateway.await("ready in ");

            assertThat(statusOf(management.resolve("/health/live"))).isEqualTo(200);
            assertThat(statusOf(management.resolve("/health/ready"))).isEqualTo(200);

            List<ProcessHandle> children = gateway.children();
            assertThat(gateway.terminate(STOP_LIMIT)).isEqualTo(0);
            assertThat(children).noneMatch(ProcessHandle::isAlive);
        }
    }

    @Test
    void shouldCarryEachBuiltInProviderAsOneJar() throws IOException {
        try (var jars = Files.list(Path.of(System.getProperty("quittance.home"), "plugins"))) {
            assertThat(jars.map(jar -> jar.getFileName().toString()))
                    .satisfiesExactlyInAnyOrder(
                            name -> assertThat(name).startsWith("quittance-provider-secuconnect-"),
                            name -> assertThat(name).startsWith("quittance-provider-smart2pay-"));
        }
    }

    private static int statusOf(URI uri) throws IOException, InterruptedException {
        HttpRequest request =
                HttpRequest.newBuilder(uri).timeout(Duration.ofSeconds(10)).build();
        return HttpClient.newHttpClient()
                .send(request, BodyHandlers.discarding())
                .statusCode();
    }
}
