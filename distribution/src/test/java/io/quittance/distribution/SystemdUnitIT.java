package io.quittance.distribution;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;

/** The unit for systemd, held to what systemd itself says about it. */
@EnabledIf(
        value = "isThereOrRequired",
        disabledReason = "systemd-analyze is not installed, and -Dquittance.test.systemd=required is not set")
class SystemdUnitIT {
    private static final Path ANALYZE = Path.of("/usr/bin/systemd-analyze");
    private static final String INSTALLED = "/opt/quittance";
    private static final String UNIT = "quittance.service";
    /** In tenths of what systemd calls exposure, which ends at 10; from 2 on the judgement is worse than "OK". */
    private static final int WORST_EXPOSURE = 20;

    @TempDir
    private Path directory;

    static boolean isThereOrRequired() {
        return Files.isExecutable(ANALYZE) || "required".equals(System.getProperty("quittance.test.systemd"));
    }

    @Test
    void shouldBeAUnitThatSystemdUnderstands() throws Exception {
        String unit = Files.readString(GatewayProcess.HOME.resolve("systemd").resolve(UNIT));
        assertThat(unit).contains("ExecStart=" + INSTALLED + "/bin/quittance serve ");
        Path installed =
                Files.writeString(directory.resolve(UNIT), unit.replace(INSTALLED + "/", GatewayProcess.HOME + "/"));

        assertThat(analyze("verify", installed.toString())).isEmpty();
    }

    @Test
    void shouldLeaveTheServiceLittleThatItCouldDoToTheSystem() throws Exception {
        Path unit = GatewayProcess.HOME.resolve("systemd").resolve(UNIT);

        assertThat(analyze("security", "--offline=true", "--threshold=" + WORST_EXPOSURE, unit.toString()))
                .contains("Overall exposure level for " + UNIT);
    }

    /** What it says; every code but zero is a failure. */
    private static String analyze(String... arguments) throws IOException, InterruptedException {
        assertThat(ANALYZE).as("Debian: apt-get install systemd").isExecutable();
        List<String> command = Stream.concat(Stream.of(ANALYZE.toString()), Stream.of(arguments))
                .toList();
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(said).isZero();
        return said;
    }
}
