package io.quittance.distribution;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Real shells complete what is typed, with the files of the distribution. */
@Timeout(120)
class CompletionIT {
    private static final Path FILES = GatewayProcess.HOME.resolve("share/completion");
    private static final String BASH =
            "source \"$1\" && shift && COMP_WORDS=(\"$@\") && COMP_CWORD=$(($# - 1)) && _complete_quittance 2>/dev/null;"
                    + " printf '%s\\n' \"${COMPREPLY[@]}\"";

    @TempDir
    private Path directory;

    static boolean hasZshOrMust() {
        return Files.isExecutable(Path.of("/usr/bin/zsh"))
                || "required".equals(System.getProperty("quittance.test.commandline"));
    }

    @ParameterizedTest
    @CsvSource({
        "quittance ca, cases",
        "quittance cases res, resolve",
        "quittance cases --sta, --state",
        "quittance cases --state op, open",
        "quittance notifications rev, reveal",
        "quittance bench fi, fill",
        "quittance bench --qui, --quick",
    })
    void shouldCompleteInBash(String typed, String completed) throws Exception {
        List<String> words = List.of(typed.split(" ", -1));

        List<String> offered = output(Stream.concat(
                Stream.of(
                        "bash",
                        "--norc",
                        "-c",
                        BASH,
                        "bash",
                        FILES.resolve("quittance.bash").toString()),
                words.stream()));

        assertThat(offered).containsExactly(completed);
    }

    @Test
    @EnabledIf(
            value = "hasZshOrMust",
            disabledReason = "zsh is not installed, and -Dquittance.test.commandline=required is not set")
    void shouldCompleteInZsh() throws Exception {
        Path script = Path.of(CompletionIT.class.getResource("complete.zsh").toURI());

        assertThat(output(Stream.of(
                        "zsh",
                        "-f",
                        script.toString(),
                        GatewayProcess.HOME.toString(),
                        "quittance ca",
                        "quittance cases --state op",
                        "quittance bench fi")))
                .extracting(String::strip)
                .containsExactly("quittance cases", "quittance cases --state open", "quittance bench fill");
    }

    @Test
    void shouldPrintTheFile() throws Exception {
        GatewayProcess.Result printed = GatewayProcess.run(directory, "completion", "zsh");

        assertThat(printed.exitCode()).isZero();
        assertThat(printed.lines()).isEqualTo(Files.readAllLines(FILES.resolve("quittance.bash")));
    }

    private static List<String> output(Stream<String> command) throws IOException, InterruptedException {
        Process process =
                new ProcessBuilder(command.toList()).redirectErrorStream(true).start();
        try (var lines = process.inputReader(UTF_8)) {
            return lines.lines().toList();
        } finally {
            assertThat(process.waitFor(10, TimeUnit.SECONDS)).isTrue();
        }
    }
}
