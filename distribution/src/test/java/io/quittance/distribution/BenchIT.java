package io.quittance.distribution;

import static org.assertj.core.api.Assertions.assertThat;

import io.quittance.distribution.GatewayProcess.Result;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The bench, as short as it can be. How fast anything is is nothing that a test can know. */
class BenchIT {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @TempDir
    private Path directory;

    @Test
    void shouldPrintATableAndWriteWhatItIsMadeOf() throws Exception {
        Result result = GatewayProcess.run(
                directory, "bench", "--quick", "--only", "bulk,nothing,memory", "--runs", "1", "--seconds", "1");

        assertThat(result.exitCode()).as(String.join("\n", result.lines())).isZero();
        assertThat(result.lines())
                .anyMatch(line -> line.matches("\\| gateway: acknowledged/s +\\|.*\\| bare bulk INSERT +\\|.*0\\.30.*"))
                .anyMatch(line -> line.matches("\\| its intake alone: acknowledged/s +\\|.*\\| nothing stored +\\|.*"));
        JsonObject json = new JsonObject(Files.readString(written(".json")));
        assertThat(json.getJsonObject("samples").fieldNames())
                .containsExactlyInAnyOrder("gateway", "its intake alone", "nothing stored", "bare bulk INSERT");
        assertThat(figures(json)).hasSize(5).allSatisfy(figure -> {
            assertThat(figure.getDouble("value")).isPositive();
            assertThat(figure.getJsonObject("measured").getDouble("median")).isPositive();
        });
        assertThat(written(".html"))
                .content()
                .contains("<svg", "its intake alone")
                .doesNotContain("src=", "href=");
        assertThat(everythingIn(directory)).as("left behind").containsExactly("bench-results");
    }

    @Test
    void shouldShowWhatComesOfAnOverload() throws Exception {
        Result result = GatewayProcess.run(directory, "bench", "overload", "--seconds", "1");

        assertThat(result.exitCode()).as(String.join("\n", result.lines())).isZero();
        assertThat(result.lines())
                .filteredOn(line -> line.matches("\\| [0-9.]+ x +\\|.*"))
                .extracting(line -> line.split("\\|")[1].strip())
                .containsExactly("0.5 x", "1.0 x", "2.0 x", "3.0 x", "1.0 x", "3.0 x", "1.0 x");
        assertThat(everythingIn(directory)).as("left behind").isEmpty();
    }

    @Test
    void shouldLeaveNothingBehindWhenItIsToldToEnd() throws Exception {
        try (GatewayProcess bench = GatewayProcess.start(directory, "bench", "--only", "nothing")) {
            bench.await("warming up");

            assertThat(bench.terminate(Duration.ofSeconds(60))).isNotNull();

            assertThat(everythingIn(directory)).isEmpty();
            Awaitility.await()
                    .atMost(PATIENCE)
                    .until(() -> ProcessHandle.allProcesses().noneMatch(this::isOfThisTest));
        }
    }

    @Test
    void shouldSayWhatCanBeAskedFor() throws Exception {
        Result result = GatewayProcess.run(directory, "bench", "--only", "everything");

        assertThat(result.exitCode()).isEqualTo(1);
        assertThat(result.lines()).anyMatch(line -> line.contains("'everything'") && line.contains("RECONCILE"));
    }

    private boolean isOfThisTest(ProcessHandle process) {
        return process.info().commandLine().orElse("").contains(directory.toString());
    }

    private Path written(String ending) throws IOException {
        try (Stream<Path> files = Files.list(directory.resolve("bench-results"))) {
            return files.filter(file -> file.toString().endsWith(ending))
                    .findFirst()
                    .orElseThrow();
        }
    }

    private static List<JsonObject> figures(JsonObject report) {
        JsonArray figures = report.getJsonArray("figures");
        return figures.stream().map(JsonObject.class::cast).toList();
    }

    private static List<String> everythingIn(Path directory) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.map(file -> file.getFileName().toString()).toList();
        }
    }
}
