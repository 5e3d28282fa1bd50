package io.quittance.core.retention;

import io.quittance.core.config.AccountConfig;
import io.quittance.core.config.GatewayConfig;
import io.quittance.core.retention.Retention.Outcome;
import io.quittance.core.store.ArchiveStore;
import io.quittance.core.store.EndpointKey;
import io.quittance.core.store.NotificationSeal;
import io.quittance.core.store.RetentionLimits;
import io.quittance.core.store.RetentionRuns;
import io.quittance.core.telemetry.GatewayMetrics;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.sqlclient.Pool;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CancellationException;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Removes what is too old once a day, on one of all nodes, slowly. */
public final class RetentionWorker extends VerticleBase {

    private static final Logger LOGGER = LoggerFactory.getLogger(RetentionWorker.class);

    private static final long LOOK_MILLIS = Duration.ofMinutes(5).toMillis();
    private static final long REST_MILLIS = 20;
    private static final Duration CLOCKS_APART = Duration.ofMinutes(5);

    private final GatewayConfig config;
    private final Pool pool;
    private final NotificationSeal seal;
    private final RetentionRuns runs;
    private final GatewayMetrics metrics;
    private final Clock clock;
    private Future<Void> running = Future.succeededFuture();
    private boolean ending;

    /** Removes what this configuration calls too old. */
    public RetentionWorker(
            GatewayConfig config, Pool pool, NotificationSeal seal, GatewayMetrics metrics, Clock clock) {
        this.config = config;
        this.pool = pool;
        this.seal = seal;
        this.runs = new RetentionRuns(pool);
        this.metrics = metrics;
        this.clock = clock;
    }

    @Override
    public Future<?> start() {
        vertx.setPeriodic(LOOK_MILLIS, tick -> {
            if (running.isComplete()) {
                running = look();
            }
        });
        return Future.succeededFuture();
    }

    /** Ends with the step that is under way. */
    @Override
    public Future<?> stop() {
        ending = true;
        return running;
    }

    /** Does what is to be done on this day, unless a node has begun it; never fails. */
    Future<Void> look() {
        return runs.begin()
                .compose(mine -> mine.map(this::run).orElseGet(Future::succeededFuture))
                .onFailure(failure -> LOGGER.atWarn()
                        .addKeyValue("reason", failure.getMessage())
                        .log("What is too old cannot be looked for and is looked for again"))
                .otherwiseEmpty();
    }

    /** By the clock that removes less. If the two are far apart one of them is wrong, and nothing can be called too old. */
    private Future<Void> run(Instant ofStore) {
        Instant ofNode = clock.instant();
        if (Duration.between(ofStore, ofNode).abs().compareTo(CLOCKS_APART) > 0) {
            LOGGER.atWarn()
                    .addKeyValue("node", ofNode)
                    .addKeyValue("store", ofStore)
                    .log("Nothing is removed since the clocks of node and store differ");
            return runs.again();
        }
        return remove(ofNode.isBefore(ofStore) ? ofNode : ofStore);
    }

    private Future<Void> remove(Instant now) {
        RetentionLimits limits = new RetentionLimits(
                now,
                config.retention(),
                config.accounts().stream().collect(Collectors.toMap(AccountConfig::id, AccountConfig::retention)));
        Retention retention = new Retention(
                pool,
                archive(),
                config.endpoints().stream()
                        .map(endpoint -> new EndpointKey(endpoint.merchant(), endpoint.id()))
                        .collect(Collectors.toSet()),
                metrics,
                this::rest);
        return retention.run(limits).compose(this::tell);
    }

    private Archive archive() {
        Path directory = config.retention().archive();
        return directory == null ? Archive.NONE : new DirectoryArchive(vertx, directory, new ArchiveStore(pool, seal));
    }

    private Future<Void> tell(Outcome outcome) {
        if (outcome.rows() > 0 || outcome.months() > 0) {
            LOGGER.atInfo()
                    .addKeyValue("rows", outcome.rows())
                    .addKeyValue("months", outcome.months())
                    .log("What was too old is removed");
        }
        if (outcome.failures().isEmpty()) {
            return Future.succeededFuture();
        }
        if (!ending) {
            LOGGER.atWarn()
                    .addKeyValue("reason", outcome.failures().get(0).getMessage())
                    .addKeyValue("steps", outcome.failures().size())
                    .log("Not all that is too old could be removed; tried again in an hour");
        }
        return runs.again();
    }

    private Future<Void> rest() {
        return ending
                ? Future.failedFuture(new CancellationException("the gateway is ending"))
                : vertx.timer(REST_MILLIS, TimeUnit.MILLISECONDS).mapEmpty();
    }
}
