package io.quittance.core;

import io.quittance.core.ConfigurationSource.State;
import io.quittance.core.config.ConfigurationException;
import io.quittance.core.config.GatewayConfig;
import io.quittance.core.plan.RestartNeeded;
import io.quittance.core.telemetry.ConfigurationChange;
import io.quittance.core.telemetry.GatewayMetrics;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import java.util.Objects;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings a gateway over to what its configuration file, the files of its secrets and its plugins say now, within seconds of a
 * change. What is wrong is refused whole, told once, and the configuration before goes on.
 */
public final class ConfigurationWatch extends VerticleBase {

    private static final Logger LOGGER = LoggerFactory.getLogger(ConfigurationWatch.class);
    private static final long WATCH_MILLIS = 500;

    /** Each try loads all plugins, and says so. */
    private static final long RETRY_MILLIS = 5_000;

    private final Gateway gateway;
    private final ConfigurationSource source;
    private final GatewayConfig started;
    private final Consumer<ConfigurationException> refused;
    private final GatewayMetrics metrics;
    private State dealtWith;
    private State last;
    private boolean late;
    private boolean resting;
    private Future<Void> watching = Future.succeededFuture();

    /**
     * Watches for a gateway.
     *
     * @param state what was there before {@code started} was read
     * @param started what the gateway started with
     * @param refused is told what is wrong with a change
     */
    public ConfigurationWatch(
            Gateway gateway,
            ConfigurationSource source,
            State state,
            GatewayConfig started,
            Consumer<ConfigurationException> refused,
            GatewayMetrics metrics) {
        this.gateway = gateway;
        this.source = source;
        this.started = started;
        this.refused = refused;
        this.metrics = metrics;
        this.dealtWith = state;
        this.last = state;
    }

    @Override
    public Future<?> start() {
        vertx.setPeriodic(WATCH_MILLIS, tick -> look());
        return Future.succeededFuture();
    }

    /** Completes when a change that has begun is through. */
    @Override
    public Future<?> stop() {
        return watching;
    }

    private void look() {
        if (watching.isComplete() && !resting) {
            watching = vertx.executeBlocking(source::state, false)
                    .map(Objects::requireNonNull)
                    .compose(this::react)
                    .otherwiseEmpty();
        }
    }

    /** A file may be seen half written: what changes is dealt with once it stays as it is. */
    private Future<Void> react(State now) {
        boolean settled = now.equals(last);
        last = now;
        if (!settled || now.equals(dealtWith)) {
            return Future.succeededFuture();
        }
        return vertx.executeBlocking(source::load, false)
                .map(Objects::requireNonNull)
                .compose(this::change)
                .onSuccess(applied -> dealtWith = now)
                .onFailure(failure -> tell(failure, now));
    }

    private Future<Void> change(Configured configured) {
        long before = System.nanoTime();
        return gateway.change(configured)
                .onFailure(failure -> configured.close())
                .onSuccess(changed -> {
                    late = false;
                    metrics.configurationChanged(ConfigurationChange.APPLIED);
                    LOGGER.atInfo()
                            .addKeyValue(
                                    "accounts", configured.config().accounts().size())
                            .addKeyValue(
                                    "plugins", configured.plugins().plugins().size())
                            .addKeyValue("ms", (System.nanoTime() - before) / 1_000_000)
                            .log("A changed configuration is applied");
                    RestartNeeded.pointers(started, configured.config())
                            .forEach(pointer -> LOGGER.atWarn()
                                    .addKeyValue("pointer", pointer)
                                    .log("A change holds only after a restart"));
                });
    }

    private void tell(Throwable failure, State now) {
        if (failure instanceof ConfigurationException problems) {
            dealtWith = now;
            metrics.configurationChanged(ConfigurationChange.REFUSED);
            LOGGER.atWarn()
                    .addKeyValue("problems", problems.problems().size())
                    .log("A changed configuration is refused, and the one before goes on");
            gateway.refused(problems);
            refused.accept(problems);
            return;
        }
        resting = true;
        vertx.setTimer(RETRY_MILLIS, rested -> resting = false);
        if (!late) {
            late = true;
            metrics.configurationChanged(ConfigurationChange.FAILED);
            LOGGER.atWarn()
                    .addKeyValue("reason", String.valueOf(failure.getMessage()))
                    .log("A changed configuration cannot be applied yet, and is tried again");
        }
    }
}
