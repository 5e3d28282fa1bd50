package io.quittance.core.cli;

import io.quittance.core.ConfigurationSource;
import io.quittance.core.config.ConfigurationLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Where this program is installed, and how a configuration is read here. */
final class Installation {

    private static final String HOME = "quittance.home";

    private Installation() {}

    static Path plugins() {
        return home().resolve("plugins");
    }

    static Path simulators() {
        return home().resolve("simulators");
    }

    static Path conformance() {
        return home().resolve("conformance");
    }

    static Path bench() {
        return home().resolve("bench");
    }

    /** A file that is named from where we are, or else from the installation. */
    static Path find(Path file) {
        Path installed = home().resolve(file);
        return !Files.exists(file) && Files.exists(installed) ? installed : file;
    }

    static Path home() {
        return Path.of(System.getProperty(HOME, "."));
    }

    /**
     * Where a configuration is read from.
     *
     * @param file null: the defaults hold
     */
    static ConfigurationSource source(@Nullable Path file) {
        return new ConfigurationSource(
                new ConfigurationLoader(System.getenv(), plugins()),
                file,
                Path.of("").toAbsolutePath());
    }
}
