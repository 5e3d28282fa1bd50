package io.quittance.core.store;

import static java.util.concurrent.TimeUnit.SECONDS;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.pgclient.PgConnection;
import io.vertx.sqlclient.SqlConnectOptions;
import java.net.ConnectException;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Finds the one of a store's servers that accepts writes, as libpq does for {@code target_session_attrs=read-write}: each is asked in
 * turn, beginning with the one that did last, so that after a fail-over every new connection finds the new primary. A single
 * server is not asked.
 */
final class WritableServer {

    private static final int ASK_SECONDS = 2;
    private static final String ASK = "show transaction_read_only";

    private final Vertx vertx;
    private final StoreAddress address;
    private final List<PgConnectOptions> servers;
    private volatile int last;
    private @Nullable Future<SqlConnectOptions> search;

    /** Of the servers of this address, connected to with its options, changed in this way. */
    WritableServer(Vertx vertx, StoreAddress address, UnaryOperator<PgConnectOptions> change) {
        this.vertx = vertx;
        this.address = address;
        this.servers =
                address.hosts().stream().map(address::clientOptions).map(change).toList();
    }

    /**
     * How to connect to it now; those who ask at the same time share the answer.
     *
     * @return fails as a lost connection does, if none accepts writes, or with what a server that answers has against us
     */
    synchronized Future<SqlConnectOptions> find() {
        if (servers.size() == 1) {
            return Future.succeededFuture(servers.get(0));
        }
        if (search == null || search.isComplete()) {
            search = find(
                    last,
                    servers.size(),
                    new ConnectException("None of the servers of " + address + " accepts writes"));
        }
        return search;
    }

    private Future<SqlConnectOptions> find(int index, int left, Throwable reason) {
        if (left == 0) {
            return Future.failedFuture(reason);
        }
        return acceptsWrites(servers.get(index)).transform(asked -> {
            if (asked.succeeded() && asked.result()) {
                last = index;
                return Future.succeededFuture(servers.get(index));
            }
            boolean refused = asked.failed() && !SqlFailure.isConnectionLost(asked.cause());
            return find((index + 1) % servers.size(), left - 1, refused ? asked.cause() : reason);
        });
    }

    private Future<Boolean> acceptsWrites(PgConnectOptions server) {
        Future<PgConnection> connecting = PgConnection.connect(vertx, server);
        return connecting
                .onSuccess(connection -> connection.exceptionHandler(lost -> {}))
                .compose(connection -> connection.query(ASK).execute())
                .map(rows -> rows.iterator().next().getString(0).equals("off"))
                .timeout(ASK_SECONDS, SECONDS)
                .onComplete(asked -> connecting.onSuccess(PgConnection::close));
    }
}
