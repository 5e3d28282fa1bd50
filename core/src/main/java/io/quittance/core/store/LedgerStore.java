package io.quittance.core.store;

import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.SqlConnection;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Decides under locks: one transaction that locks a scope, reads what is on record, asks a pure function what follows, and
 * writes it. Orders are locked before payments, each in the order of their keys, so that decisions never deadlock.
 */
public final class LedgerStore {

    private final Pool pool;

    /** Decides through this pool. */
    public LedgerStore(Pool pool) {
        this.pool = pool;
    }

    /**
     * What a decision comes to.
     *
     * @param result for the caller
     * @param registration what the merchant said about an order, to be kept with it; null: nothing
     */
    public record Decision<R>(LedgerChanges changes, R result, @Nullable Registration registration) {

        /** A decision without news from the merchant. */
        public static <R> Decision<R> of(LedgerChanges changes, R result) {
            return new Decision<>(changes, result, null);
        }
    }

    /**
     * Decides; nothing is written if the Future fails.
     *
     * @param rule pure: it is asked again if the transaction must be repeated
     */
    public <R> Future<R> decide(LedgerScope scope, Function<LedgerSnapshot, Decision<R>> rule) {
        return Retries.retrying(() -> pool.withTransaction(connection -> attempt(connection, scope, rule)));
    }

    private static <R> Future<R> attempt(
            SqlConnection connection, LedgerScope scope, Function<LedgerSnapshot, Decision<R>> rule) {
        LedgerReader reader = new LedgerReader(connection);
        LedgerWriter writer = new LedgerWriter(connection);
        return reader.snapshot(scope).map(rule).compose(decision -> writer.write(decision.changes())
                .compose(written -> writer.register(decision.registration()))
                .map(written -> decision.result()));
    }
}
