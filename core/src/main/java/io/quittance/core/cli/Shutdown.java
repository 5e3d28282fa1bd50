package io.quittance.core.cli;

import io.quittance.core.Configured;
import io.quittance.core.Gateway;
import io.quittance.core.GatewayStore;
import io.quittance.core.telemetry.NotificationLines;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Ends a running gateway when the process is told to end: the gateway first, what it stands on afterwards. */
final class Shutdown {

    private static final Logger LOGGER = LoggerFactory.getLogger(Shutdown.class);
    private static final long GATEWAY_SECONDS = 6;
    private static final long VERTX_SECONDS = 1;

    private final Vertx vertx;
    private volatile @Nullable Configured configured;
    private final GatewayStore store;
    private final AtomicBoolean ended = new AtomicBoolean();
    private volatile @Nullable Gateway gateway;

    Shutdown(Vertx vertx, Configured configured, GatewayStore store) {
        this.vertx = vertx;
        this.configured = configured;
        this.store = store;
    }

    /** The gateway to end, once it runs. From then on it is what closes the plugins. */
    void gateway(Gateway running) {
        gateway = running;
        configured = null;
    }

    /** From now on a signal ends everything in order, and the process with code 0. */
    void registerHook() {
        Runtime.getRuntime()
                .addShutdownHook(new Thread(
                        () -> {
                            if (endAll()) {
                                NotificationLines.end();
                                Runtime.getRuntime().halt(ExitCode.OK);
                            }
                        },
                        "shutdown"));
    }

    /** Ends everything, once; tells whether it was this call that did. */
    boolean endAll() {
        if (!ended.compareAndSet(false, true)) {
            return false;
        }
        LOGGER.atInfo().log("Ending");
        Gateway running = gateway;
        if (running != null) {
            await("gateway", running.close(), GATEWAY_SECONDS);
        }
        await("vertx", vertx.close(), VERTX_SECONDS);
        closePlugins(running);
        store.close();
        LOGGER.atInfo().log("Ended");
        return true;
    }

    private void closePlugins(@Nullable Gateway running) {
        Configured unused = configured;
        if (running != null) {
            running.closePlugins();
        } else if (unused != null) {
            unused.close();
        }
    }

    private static void await(String part, Future<?> closing, long seconds) {
        try {
            closing.await(seconds, TimeUnit.SECONDS);
        } catch (TimeoutException late) {
            LOGGER.atWarn().addKeyValue("part", part).log("A part is not ended in time");
        }
    }
}
