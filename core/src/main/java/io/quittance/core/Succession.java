package io.quittance.core;

import static java.util.Objects.requireNonNull;

import io.quittance.core.Gateway.Foundation;
import io.quittance.core.Generation.Surroundings;
import io.quittance.core.config.ConfigurationException;
import io.quittance.core.http.ConfigurationDesk;
import io.quittance.core.plan.Fingerprints;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** One generation of a gateway after the other: which one works now, and those that are ending. */
final class Succession implements ConfigurationDesk {

    private final Foundation foundation;
    private final Surroundings surroundings;
    private final Set<Future<Void>> retiring = ConcurrentHashMap.newKeySet();
    private volatile Revisions revisions;
    private volatile @Nullable Generation current;
    private volatile boolean working;
    private volatile boolean ending;

    Succession(Foundation foundation, Surroundings surroundings) {
        this.foundation = foundation;
        this.surroundings = surroundings;
        this.revisions =
                Revisions.first(foundation.configured(), foundation.clock().instant());
    }

    /** Makes the first generation, which does not work yet. */
    Future<Void> begin() {
        return Generation.create(foundation, surroundings, this)
                .onSuccess(first -> current = first)
                .mapEmpty();
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
        if (!working || ending) {
            return Future.failedFuture(new StartException("the gateway is not ready", null));
        }
        return Generation.create(foundation.with(next), surroundings, this)
                .compose(generation -> generation
                        .work()
                        .compose(worked -> succeed(generation))
                        .recover(failure -> generation
                                .finish()
                                .eventually(generation::closeAccounts)
                                .transform(closed -> Future.failedFuture(failure))))
                .onSuccess(succeeded ->
                        revisions = revisions.changed(next, foundation.clock().instant()));
    }

    private Future<Void> succeed(Generation next) {
        if (ending) {
            return Future.failedFuture(new StartException("the gateway is being ended", null));
        }
        Generation before = current();
        current = next;
        next.hinted();
        Future<Void> ended = before.release().eventually(before::finish).eventually(before::close);
        retiring.add(ended);
        ended.onComplete(done -> retiring.remove(ended));
        return Future.succeededFuture();
    }

    /** A change was wrong. */
    void refused(ConfigurationException problems) {
        revisions = revisions.refused(problems, foundation.clock().instant());
    }

    @Override
    public JsonObject describe() {
        return revisions.describe(foundation.config(), Fingerprints.random());
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
}
