package io.quittance.core.cli;

import io.quittance.core.Configured;
import io.quittance.core.plugin.AccountRegistry;
import io.quittance.core.plugin.PluginWatch;
import io.quittance.core.telemetry.GatewayMetrics;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Clock;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;

/** The accounts of a configuration, started for a question about them. Nobody is called, and nothing listens. */
final class OfflineAccounts {

    private static final long PATIENCE_SECONDS = 10;

    private OfflineAccounts() {}

    /**
     * Starts the accounts, asks, and closes them.
     *
     * @throws io.quittance.core.config.ConfigurationException if a plugin refuses settings that its schema allows
     */
    static <T> T ask(Configured configured, Function<AccountRegistry, Future<T>> question) throws TimeoutException {
        Vertx vertx = Vertx.vertx();
        try (GatewayMetrics metrics = new GatewayMetrics();
                PluginWatch watch = new PluginWatch()) {
            return AccountRegistry.start(
                            configured.config().accounts(),
                            configured.plugins(),
                            vertx,
                            Clock.systemUTC(),
                            metrics,
                            watch)
                    .compose(accounts -> question.apply(accounts).eventually(accounts::close))
                    .await(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } finally {
            vertx.close().await(PATIENCE_SECONDS, TimeUnit.SECONDS);
        }
    }
}
