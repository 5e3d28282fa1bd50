package io.quittance.core.cli;

import io.quittance.core.Build;
import io.quittance.spi.SpiVersion;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code quittance version}. */
@Command(
        name = "version",
        description = {"Prints the versions of Quittance, its SPI, and the JDK.", "Tell them when you report a problem."
        },
        footer = {"The versions", "quittance version"})
final class VersionCommand implements Callable<Integer>, IVersionProvider {

    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public Integer call() {
        for (String line : getVersion()) {
            Printing.out(spec).println(line);
        }
        return ExitCode.OK;
    }

    @Override
    public String[] getVersion() {
        return new String[] {
            "quittance " + Build.version(),
            "build " + Build.timestamp(),
            "spi " + SpiVersion.CURRENT,
            "jdk " + System.getProperty("java.runtime.version") + " (" + System.getProperty("java.vendor") + ")"
        };
    }
}
