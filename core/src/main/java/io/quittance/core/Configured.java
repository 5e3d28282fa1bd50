package io.quittance.core;

import io.quittance.core.config.GatewayConfig;
import io.quittance.core.plugin.LoadedPlugins;

/**
 * A configuration with the plugins that it was checked with.
 *
 * @param plugins to be closed by whoever asked for it
 */
public record Configured(GatewayConfig config, LoadedPlugins plugins) implements AutoCloseable {

    @Override
    public void close() {
        plugins.close();
    }
}
