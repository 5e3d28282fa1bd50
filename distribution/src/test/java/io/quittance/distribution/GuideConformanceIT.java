package io.quittance.distribution;

import static org.assertj.core.api.Assertions.assertThat;

import io.quittance.distribution.GatewayProcess.Result;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The guide's provider keeps to the contract, as its author sees on the jars that the guide ends with. */
class GuideConformanceIT {

    @TempDir
    private Path directory;

    @Test
    void shouldKeepToTheContract() throws Exception {
        AcmeJars jars = new AcmeJars(directory);
        Path plugin = jars.plugin();
        jars.tests(plugin);

        Result result = GatewayProcess.run(directory, "conform", plugin.toString());

        assertThat(result.lines()).last().asString().startsWith("conformance: ").contains(", 0 failed, ");
        assertThat(result.exitCode()).isZero();
    }
}
