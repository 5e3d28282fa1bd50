package io.quittance.distribution;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Long work shows how far it is, to somebody who looks and to nobody else. */
@Timeout(300)
class ProgressIT {
    private static final String CHECK = "parse-is-pure";
    private static final String BAR = "checks  [";

    @Test
    void shouldDrawABarOnATerminal() throws Exception {
        String command = GatewayProcess.HOME.resolve("bin/quittance") + " conform " + plugin() + " --check " + CHECK;
        ProcessBuilder builder = new ProcessBuilder("script", "-qec", command, "/dev/null").redirectErrorStream(true);
        builder.environment().put("TERM", "xterm");
        Process terminal = builder.start();
        String shown = new String(terminal.getInputStream().readAllBytes(), UTF_8);

        assertThat(terminal.waitFor()).as(shown).isZero();
        assertThat(shown).contains(BAR, "  0 %", "100 %", "passed " + CHECK);
    }

    @Test
    void shouldDrawNothingIntoAPipe() throws Exception {
        CommandLineRun run = CommandLineRun.of(Map.of(), "conform", plugin(), "--check", CHECK);

        assertThat(run.exitCode()).isZero();
        assertThat(run.err()).isEmpty();
        assertThat(run.out()).contains("passed " + CHECK).doesNotContain(BAR, "\u001b");
    }

    private static String plugin() throws IOException {
        try (Stream<Path> jars = Files.list(GatewayProcess.HOME.resolve("plugins"))) {
            return jars.map(Path::toString)
                    .filter(jar -> jar.contains("smart2pay"))
                    .findFirst()
                    .orElseThrow();
        }
    }
}
