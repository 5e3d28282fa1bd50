package io.quittance.distribution;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;

/** The pages for {@code man}, held to what its programs say about them. */
@EnabledIf(
        value = "isThereOrRequired",
        disabledReason = "mandoc is not installed, and -Dquittance.test.commandline=required is not set")
class ManualPagesIT {
    private static final Path PAGES = GatewayProcess.HOME.resolve("share/man/man1");

    static boolean isThereOrRequired() {
        return Files.isExecutable(Path.of("/usr/bin/mandoc"))
                || "required".equals(System.getProperty("quittance.test.commandline"));
    }

    @Test
    void shouldBeReadWithoutAWarning() throws Exception {
        List<String> pages = pages();

        assertThat(pages)
                .hasSizeGreaterThan(30)
                .anyMatch(page -> page.endsWith("/quittance-cases-resolve.1"))
                .anyMatch(page -> page.endsWith("/quittance-bench-fill.1"));
        assertThat(output(Stream.concat(Stream.of("mandoc", "-Tlint", "-Wwarning"), pages.stream())))
                .isEmpty();
    }

    @Test
    void shouldShowWhatACommandIsFor() throws Exception {
        assertThat(output(Stream.of(
                        "mandoc", "-Tascii", PAGES.resolve("quittance-cases.1").toString())))
                .containsIgnoringCase("what somebody may have to look at")
                .contains("unknown_order");
    }

    private static List<String> pages() throws IOException {
        try (Stream<Path> pages = Files.list(PAGES)) {
            return pages.map(Path::toString).sorted().toList();
        }
    }

    private static String output(Stream<String> command) throws IOException, InterruptedException {
        Process process =
                new ProcessBuilder(command.toList()).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), UTF_8);
        process.waitFor();
        return said;
    }
}
