package io.quittance.distribution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The demo, as a newcomer runs it. */
@EndToEndTest
class DemoIT {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration STOP_LIMIT = Duration.ofSeconds(10);
    private static final Duration LENGTH = Duration.ofSeconds(10);
    private static final Duration AFTERWARDS = Duration.ofSeconds(15);
    private static final Pattern LOGGED = Pattern.compile("\\d{4}-\\d\\d-\\d\\dT");
    private static final String POSTMASTER = "postgres/data/postmaster.pid";

    @TempDir
    private Path directory;

    private Path temporary = Path.of("");

    @BeforeEach
    void makeTemporaryDirectory() throws IOException {
        temporary = Files.createDirectory(directory.resolve("tmp"));
    }

    @Test
    void shouldSettleEverythingInTimeAndLeaveNothingBehind() throws Exception {
        try (GatewayProcess demo = start("--for", "10s", "--faults", "normal", "--seed", "7")) {
            ProcessHandle postgres = awaitPostgres(demo);

            // From now, so that a machine that is slow to start fails nothing; the demo itself counts from its start.
            assertThat(demo.awaitExit(LENGTH.plus(AFTERWARDS))).isEqualTo(0);

            assertThat(told(demo))
                    .last()
                    .asString()
                    .matches("ledger: sent ([1-9]\\d*), acknowledged \\1, expected ([1-9]\\d*), settled \\2");
            assertThat(demo.lines()).anyMatch(line -> line.contains("--seed 7"));
            assertThat(demo.lines()).anyMatch(line -> line.matches(" *\\d+\\.\\d s  smart2pay +demo-\\d+ .*"));
            assertThat(demo.lines()).anyMatch(line -> line.matches(" *\\d+\\.\\d s  secuconnect +demo-\\d+ .*"));
            assertThat(demo.lines()).noneMatch(line -> line.contains("Exception"));
            assertNothingIsLeft(postgres);
        }
    }

    @Test
    void shouldTellItsLedgerAndLeaveNothingBehindWhenItIsToldToEnd() throws Exception {
        try (GatewayProcess demo = start("--seed", "7")) {
            ProcessHandle postgres = awaitPostgres(demo);
            await().atMost(PATIENCE).until(() -> demo.lines().stream().anyMatch(line -> line.contains("  demo-")));

            // As Ctrl-C does, with the signal that is never inherited as ignored from a build in the background.
            assertThat(demo.terminate(PATIENCE)).isEqualTo(0);

            assertThat(told(demo)).last().asString().startsWith("ledger: sent ");
            assertNothingIsLeft(postgres);
        }
    }

    @Test
    void shouldLeaveNothingBehindWhenItIsEndedInTheMiddleOfItsStart() throws Exception {
        try (GatewayProcess demo = start()) {
            demo.await("demo: ");

            assertThat(demo.terminate(PATIENCE)).isEqualTo(0);

            assertThat(told(demo)).last().isEqualTo("ledger: sent 0, acknowledged 0, expected 0, settled 0");
            assertThat(temporary).isEmptyDirectory();
        }
    }

    @Test
    void shouldSayWhatIsAllowed() throws Exception {
        GatewayProcess.Result refused = GatewayProcess.run(directory, "demo", "--for", "soon");

        assertThat(refused.exitCode()).isEqualTo(1);
        assertThat(refused.lines()).anyMatch(line -> line.contains("'soon'") && line.contains("20s"));
    }

    private GatewayProcess start(String... options) throws IOException {
        String[] arguments =
                Stream.concat(Stream.of("demo"), Stream.of(options)).toArray(String[]::new);
        return GatewayProcess.start(directory, Map.of("QUITTANCE_OPTS", "-Djava.io.tmpdir=" + temporary), arguments);
    }

    /** What the demo says on its standard output; the gateway's log, which goes to the other, ends when the gateway has. */
    private static List<String> told(GatewayProcess demo) {
        return demo.lines().stream()
                .filter(line -> !LOGGED.matcher(line).lookingAt())
                .toList();
    }

    private ProcessHandle awaitPostgres(GatewayProcess demo) throws IOException {
        demo.awaitReady();
        try (Stream<Path> entries = Files.list(temporary)) {
            Path file = entries.map(entry -> entry.resolve(POSTMASTER))
                    .filter(Files::exists)
                    .findFirst()
                    .orElseThrow();
            List<String> lines = Files.readAllLines(file);
            return ProcessHandle.of(Long.parseLong(lines.get(0).strip())).orElseThrow();
        }
    }

    private void assertNothingIsLeft(ProcessHandle postgres) {
        await().atMost(STOP_LIMIT).until(() -> !postgres.isAlive());
        assertThat(temporary).isEmptyDirectory();
    }
}
