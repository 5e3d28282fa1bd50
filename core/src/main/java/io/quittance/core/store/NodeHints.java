package io.quittance.core.store;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.pgclient.pubsub.PgSubscriber;
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
    private final PgSubscriber subscriber;
    private volatile boolean due;
    private long timer;

    /** Hints through the database at this address. */
    public NodeHints(Vertx vertx, StoreAddress address) {
        this.vertx = vertx;
        this.subscriber =
                PgSubscriber.subscriber(vertx, address.clientOptions()).reconnectPolicy(attempt -> RECONNECT_MILLIS);
    }

    /**
     * Begins to listen, and to send at most ten hints a second.
     *
     * @param hint is called when another node, or this one, has work
     */
    public Future<Void> start(Runnable hint) {
        subscriber.channel(CHANNEL).handler(payload -> hint.run());
        timer = vertx.setPeriodic(SEND_MILLIS, tick -> send());
        return subscriber.connect();
    }

    /** Says that there is work; may be called from any thread. */
    public void hint() {
        due = true;
    }

    /** Closes the connection. */
    public Future<Void> close() {
        vertx.cancelTimer(timer);
        return subscriber.closed() ? Future.succeededFuture() : subscriber.close();
    }

    private void send() {
        if (due && !subscriber.closed() && subscriber.actualConnection() != null) {
            due = false;
            subscriber
                    .actualConnection()
                    .query("notify " + CHANNEL)
                    .execute()
                    .onFailure(failure -> LOGGER.atDebug().log("A hint is lost"));
        }
    }
}
