package io.quittance.core;

import static java.util.Objects.requireNonNull;

import io.quittance.core.Generation.Surroundings;
import io.quittance.core.config.ConfigurationException;
import io.quittance.core.config.GatewayConfig;
import io.quittance.core.http.ConfigurationDesk;
import io.quittance.core.http.RollbackException;
import io.quittance.core.plan.Fingerprints;
import io.quittance.core.telemetry.ConfigurationChange;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One generation of a gateway after the other: which one works now, and those that are ending. The plugins of the configuration before
 * stay loaded, so that it is there to go back to.
 */
final class Succession implements ConfigurationDesk {

    private static final Logger LOGGER = LoggerFactory.getLogger(Succession.class);

    private final Foundation foundation;
    private final GatewayConfig started;
    private final Surroundings surroundings;
    private final Set<Future<Void>> retiring = ConcurrentHashMap.newKeySet();
    private final AtomicBoolean changing = new AtomicBoolean();
    private volatile Revisions revisions;
    private volatile @Nullable Generation current;
    private volatile boolean working;
    private volatile boolean ending;

    Succession(Foundation foundation, Surroundings surroundings) {
        // Not the foundation itself, which would keep the first plugins for ever.
        this.foundation = foundation.withoutPlugins();
        this.started = foundation.config();
        this.surroundings = surroundings;
        this.revisions = Revisions.first(foundation.configured(), now());
    }

    /** Makes the first generation, which does not work yet. */
    Future<Void> begin() {
        return create(revisions.inForce()).onSuccess(first -> current = first).mapEmpty();
    }

    /** The first generation begins to work; the store must be there. */
    Future<Void> work() {
        return current().work().onSuccess(worked -> working = true);
    }

    Generation current() {
        return requireNonNull(current, "a gateway that listens has a configuration");
    }

    /** Goes over to another configuration, as {@link Gateway#change} says. */
    Future<Void> change(Configured next) {
        return alone(() -> {
            Configured dropped = revisions.before();
            return replace(next, before -> before.changed(next, now())).onSuccess(changed -> {
                if (dropped != null) {
                    retire(retired().eventually(() -> blocking(dropped::close)));
                }
            });
        });
    }

    @Override
    public Future<JsonObject> rollBack(String by) {
        Future<Void> rolledBack = alone(() -> {
            Configured before = revisions.before();
            return before == null
                    ? Future.failedFuture(new RollbackException(
                            "There is no configuration to go back to: none was changed since the start"))
                    : replace(before, changed -> changed.rolledBack(now()));
        });
        return rolledBack
                .onSuccess(done -> {
                    foundation.metrics().configurationChanged(ConfigurationChange.ROLLED_BACK);
                    LOGGER.atWarn()
                            .addKeyValue("by", by)
                            .addKeyValue("as_in_files", revisions.asInFiles())
                            .log("A change of the configuration is rolled back");
                })
                .map(done -> describe())
                .recover(failure -> Future.failedFuture(
                        failure instanceof StartException || failure instanceof ConfigurationException
                                ? new RollbackException("It cannot be rolled back now: " + failure.getMessage())
                                : failure));
    }

    /** One change at a time. */
    private Future<Void> alone(Supplier<Future<Void>> change) {
        if (!working || ending) {
            return Future.failedFuture(new StartException("the gateway is not ready", null));
        }
        if (!changing.compareAndSet(false, true)) {
            return Future.failedFuture(new StartException("another change is under way", null));
        }
        return Future.succeededFuture().compose(begun -> change.get()).onComplete(done -> changing.set(false));
    }

    private Future<Void> replace(Configured next, UnaryOperator<Revisions> revision) {
        return create(next)
                .compose(generation -> generation
                        .work()
                        .compose(worked -> succeed(generation, revision))
                        .recover(failure -> generation
                                .finish()
                                .eventually(generation::closeAccounts)
                                .transform(closed -> Future.failedFuture(failure))));
    }

    private Future<Generation> create(Configured configured) {
        return Generation.create(foundation.with(configured), surroundings, this);
    }

    private Future<Void> succeed(Generation next, UnaryOperator<Revisions> revision) {
        if (ending) {
            return Future.failedFuture(new StartException("the gateway is being ended", null));
        }
        Generation before = current();
        current = next;
        revise(revision);
        next.hinted();
        retire(before.release().eventually(before::finish).eventually(before::closeAccounts));
        return Future.succeededFuture();
    }

    private void retire(Future<Void> ended) {
        retiring.add(ended);
        ended.onComplete(done -> retiring.remove(ended));
    }

    /** A change was wrong. */
    void refused(ConfigurationException problems) {
        revise(before -> before.refused(problems, now()));
    }

    private synchronized void revise(UnaryOperator<Revisions> revision) {
        revisions = revision.apply(revisions);
    }

    @Override
    public JsonObject describe() {
        return revisions.describe(started, Fingerprints.random());
    }

    private Instant now() {
        return foundation.clock().instant();
    }

    /** From now on there is no other generation; gives the last one. */
    Generation end() {
        ending = true;
        return current();
    }

    /** Completes when those before the last one have ended. */
    Future<Void> retired() {
        return Future.join(List.copyOf(retiring)).mapEmpty();
    }

    /** Closes the accounts of the last generation, and then all plugins. */
    Future<Void> close() {
        return current().closeAccounts().eventually(() -> blocking(this::closePlugins));
    }

    /** Closes all plugins; once is enough. Blocks. */
    void closePlugins() {
        Revisions last = revisions;
        last.inForce().close();
        Configured before = last.before();
        if (before != null) {
            before.close();
        }
    }

    private Future<Void> blocking(Runnable closing) {
        return foundation
                .vertx()
                .executeBlocking(() -> {
                    closing.run();
                    return true;
                })
                .mapEmpty();
    }
}
