package io.quittance.core.store;

import io.vertx.core.Future;
import io.vertx.core.VertxException;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Decides under locks: one transaction that locks a scope, reads what is on record, asks a pure function what follows, and
 * writes it. Orders are locked before payments, each in the order of their keys, so that decisions never deadlock.
 */
public final class LedgerStore {

    private static final String IS_REGISTERED =
            "select from merchant_order where merchant = $1 and reference = $2 and registered_at is not null";

    private final Pool pool;
    private final Consumer<LedgerChanges> committed;

    /** Decides through this pool. */
    public LedgerStore(Pool pool) {
        this(pool, changes -> {});
    }

    /**
     * Decides through this pool.
     *
     * @param committed is told what each decision wrote, after its commit
     */
    public LedgerStore(Pool pool, Consumer<LedgerChanges> committed) {
        this.pool = pool;
        this.committed = committed;
    }

    /**
     * What a decision comes to.
     *
     * @param result for the caller
     * @param registration what the merchant said about an order, to be kept with it; null: nothing
     */
    public record Decision<R>(
            LedgerChanges changes,
            @Nullable R result,
            @Nullable OrderRegistration registration) {

        /** A decision without news from the merchant. */
        public static <R> Decision<R> of(LedgerChanges changes, @Nullable R result) {
            return new Decision<>(changes, result, null);
        }
    }

    /**
     * Decides; nothing is written if the Future fails. It fails with {@link UndecidableException} if the rule fails, or if
     * what is on record cannot be read.
     *
     * @param rule pure: it is asked again if the transaction must be repeated
     */
    public <R> Future<R> decide(LedgerScope scope, Function<LedgerSnapshot, Decision<R>> rule) {
        return Retries.retrying(() -> pool.withTransaction(connection -> attempt(connection, scope, rule)))
                .onSuccess(decision -> committed.accept(decision.changes()))
                .map(Decision::result);
    }

    /**
     * What a decision would come to: it is made under the same locks, and nothing is left of it. It fails as
     * {@link #decide} does.
     *
     * @param rule pure
     */
    public <R> Future<R> rehearse(LedgerScope scope, Function<LedgerSnapshot, R> rule) {
        return Retries.retrying(() -> pool.withConnection(connection -> connection
                .begin()
                .compose(transaction -> read(new LedgerReader(connection), scope)
                        .map(draft -> apply(rule, draft.snapshot()))
                        .eventually(transaction::rollback))));
    }

    /** Whether a merchant registered the order. */
    public Future<Boolean> isRegistered(OrderKey order) {
        return pool.preparedQuery(IS_REGISTERED)
                .execute(Tuple.of(order.merchant(), order.reference()))
                .map(rows -> rows.size() > 0);
    }

    @SuppressWarnings("checkstyle:IllegalCatch") // Whatever a rule throws, it is to be told from failures of the store.
    private static <R> R apply(Function<LedgerSnapshot, R> rule, LedgerSnapshot snapshot) {
        try {
            return rule.apply(snapshot);
        } catch (RuntimeException e) {
            throw new UndecidableException(e);
        }
    }

    /** What fails while reading is a failure of the store only if its client says so. */
    private static Future<LedgerDraft> read(LedgerReader reader, LedgerScope scope) {
        return Future.succeededFuture(scope).compose(reader::draft).recover(failure -> {
            boolean ours = failure instanceof RuntimeException
                    && !(failure instanceof VertxException)
                    && !(failure instanceof Retries.RepeatException);
            return Future.failedFuture(ours ? new UndecidableException(failure) : failure);
        });
    }

    @SuppressWarnings("checkstyle:IllegalCatch") // Values that cannot even be sent are no failure of the store either.
    private static Future<Void> write(LedgerWriter writer, LedgerChanges changes) {
        try {
            return writer.write(changes);
        } catch (RuntimeException e) {
            throw new UndecidableException(e);
        }
    }

    private static <R> Future<Decision<R>> attempt(
            SqlConnection connection, LedgerScope scope, Function<LedgerSnapshot, Decision<R>> rule) {
        return read(new LedgerReader(connection), scope).compose(draft -> {
            LedgerWriter writer = new LedgerWriter(connection, draft.unrecorded());
            Decision<R> decision = apply(rule, draft.snapshot());
            return write(writer, decision.changes())
                    .compose(written -> writer.register(decision.registration()))
                    .map(written -> decision);
        });
    }
}
