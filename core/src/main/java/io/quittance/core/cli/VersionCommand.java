package io.quittance.core.cli;

import io.quittance.spi.SpiVersion;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code quittance version}. */
@Command(name = "version", description = "Prints the versions of Quittance, its SPI, and the JDK.")
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
        Properties build = build();
        return new String[] {
            "quittance " + version(),
            "build " + build.getProperty("timestamp"),
            "spi " + SpiVersion.CURRENT,
            "jdk " + System.getProperty("java.runtime.version") + " (" + System.getProperty("java.vendor") + ")"
        };
    }

    /** The version of Quittance. */
    static String version() {
        return build().getProperty("version");
    }

    private static Properties build() {
        Properties properties = new Properties();
        try (InputStream resource = VersionCommand.class.getResourceAsStream("build.properties")) {
            properties.load(resource);
        } catch (IOException e) {
            throw new UncheckedIOException("The jar cannot be read", e);
        }
        return properties;
    }
}
