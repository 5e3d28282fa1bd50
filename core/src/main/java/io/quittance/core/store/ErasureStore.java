package io.quittance.core.store;

import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.util.Optional;

/** Erases what was written about the payer of an order. What the books need, and that it was erased, stays. */
public final class ErasureStore {

    // By a function, since the gateway may change no evidence otherwise.
    private static final String ERASE = "select erase_order($1, $2, $3, $4, $5) as erased";

    private final Pool pool;

    /** Works through this pool. */
    public ErasureStore(Pool pool) {
        this.pool = pool;
    }

    /** Something of the order is still worked on; nothing was erased. */
    public static final class AtWorkException extends RuntimeException {

        private static final long serialVersionUID = 1L;

        AtWorkException(long waiting) {
            super(waiting + " thing(s) of the order wait to be worked on");
        }
    }

    /**
     * Erases it, all or nothing; durable when the Future completes.
     *
     * @param by the name of a token
     * @return empty if there is no such order; fails with {@link AtWorkException} while something of it is worked on
     */
    public Future<Optional<Erasure>> erase(OrderKey order, String by, Instant now) {
        return Retries.retrying(() -> pool.withTransaction(connection -> erase(connection, order, by, now)));
    }

    /** What {@link #erase} would erase; erases nothing. */
    public Future<Optional<Erasure>> rehearse(OrderKey order, String by, Instant now) {
        return pool.withConnection(connection -> connection
                .begin()
                .compose(transaction -> erase(connection, order, by, now).eventually(transaction::rollback)));
    }

    private static Future<Optional<Erasure>> erase(SqlClient connection, OrderKey order, String by, Instant now) {
        return connection
                .preparedQuery(ERASE)
                .execute(Tuple.of(order.merchant(), order.reference(), Ids.next(), by, Times.utc(now)))
                .map(rows -> Optional.ofNullable(rows.iterator().next().getJsonObject("erased"))
                        .map(ErasureStore::erasure));
    }

    private static Erasure erasure(JsonObject erased) {
        if (erased.containsKey("waiting")) {
            throw new AtWorkException(erased.getLong("waiting"));
        }
        return new Erasure(
                erased.getLong("notifications"),
                erased.getLong("shared"),
                erased.getLong("payments"),
                erased.getLong("observations"),
                erased.getLong("timelineEntries"),
                erased.getLong("notes"),
                erased.getBoolean("metadata"));
    }
}
