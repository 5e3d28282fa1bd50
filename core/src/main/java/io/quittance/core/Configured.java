package io.quittance.core;

import io.quittance.core.config.GatewayConfig;
import io.quittance.core.plugin.LoadedPlugins;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * A configuration with the plugins that it was checked with.
 *
 * @param plugins to be closed by whoever asked for it
 * @param file which it was read from; null: none, and the defaults hold
 */
public record Configured(
        GatewayConfig config,
        LoadedPlugins plugins,
        @Nullable Path file) implements AutoCloseable {

    @Override
    public void close() {
        plugins.close();
    }
}
