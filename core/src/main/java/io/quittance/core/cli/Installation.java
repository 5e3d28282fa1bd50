package io.quittance.core.cli;

import io.quittance.core.config.ConfigurationDraft;
import io.quittance.core.config.ConfigurationLoader;
import io.quittance.core.config.GatewayConfig;
import io.quittance.core.plugin.LoadedPlugins;
import io.quittance.core.plugin.PluginLoader;
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

    private static Path home() {
        return Path.of(System.getProperty(HOME, "."));
    }

    static ConfigurationDraft read(@Nullable Path file) {
        ConfigurationLoader loader = new ConfigurationLoader(System.getenv(), plugins());
        return file == null ? loader.none(Path.of("").toAbsolutePath()) : loader.read(file.toAbsolutePath());
    }

    /**
     * A configuration with the plugins that it was checked with.
     *
     * @param plugins to be closed by whoever asked for it
     */
    record Configured(GatewayConfig config, LoadedPlugins plugins) implements AutoCloseable {

        static Configured load(@Nullable Path file) {
            ConfigurationDraft draft = read(file);
            LoadedPlugins plugins = PluginLoader.load(draft.plugins());
            try {
                return new Configured(draft.complete(plugins), plugins);
            } catch (RuntimeException refused) {
                plugins.close();
                throw refused;
            }
        }

        @Override
        public void close() {
            plugins.close();
        }
    }
}
