package io.quittance.core.store;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.pgclient.PgConnection;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells other nodes that there is work, and hears it from them. Only a hint, and on a connection of its own: inside a
 * transaction it would queue up all commits, and whoever misses it finds the work by asking.
 */
public final class NodeHints {

    private static final Logger LOGGER = LoggerFactory.getLogger(NodeHints.class);

    private static final String CHANNEL = "quittance_work";
    private static final long SEND_MILLIS = 100;
    private static final long RECONNECT_MILLIS = 1_000;

    private final Vertx vertx;
    private final WritableServer server;
    private volatile boolean due;
    private volatile boolean closed;
    private volatile @Nullable PgConnection connection;
    private long timer;

    /** Hints through the database at this address. */
    public NodeHints(Vertx vertx, StoreAddress address) {
        this.vertx = vertx;
        this.server = new WritableServer(vertx, address, UnaryOperator.identity());
    }

    /**
     * Begins to listen, and to send at most ten hints a second. A connection that is lost is made anew.
     *
     * @param hint is called when another node, or this one, has work
     */
    public Future<Void> start(Runnable hint) {
        timer = vertx.setPeriodic(SEND_MILLIS, tick -> send());
        return connect(hint).onFailure(failure -> reconnect(hint));
    }

    /** Says that there is work; may be called from any thread. */
    public void hint() {
        due = true;
    }

    /** Closes the connection. */
    public Future<Void> close() {
        closed = true;
        vertx.cancelTimer(timer);
        PgConnection open = connection;
        connection = null;
        return open == null ? Future.succeededFuture() : open.close();
    }

    private Future<Void> connect(Runnable hint) {
        return server.find()
                .compose(found -> PgConnection.connect(vertx, (PgConnectOptions) found))
                .compose(open -> open.query("listen " + CHANNEL)
                        .execute()
                        .onFailure(failure -> open.close())
                        .<Void>map(listening -> listening(open, hint)));
    }

    private @Nullable Void listening(PgConnection open, Runnable hint) {
        open.notificationHandler(notification -> hint.run());
        open.exceptionHandler(lost -> LOGGER.atDebug().log("The connection for hints is lost"));
        open.closeHandler(lost -> {
            connection = null;
            reconnect(hint);
        });
        if (closed) {
            open.close();
        } else {
            connection = open;
        }
        return null;
    }

    private void reconnect(Runnable hint) {
        if (!closed) {
            vertx.setTimer(RECONNECT_MILLIS, tick -> {
                if (!closed) {
                    connect(hint).onFailure(failure -> reconnect(hint));
                }
            });
        }
    }

    private void send() {
        PgConnection open = connection;
        if (due && open != null) {
            due = false;
            open.query("notify " + CHANNEL).execute().onFailure(failure -> LOGGER.atDebug().log("A hint is lost"));
        }
    }
}
