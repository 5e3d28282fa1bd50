package io.quittance.core.http;

import io.quittance.core.telemetry.ConnectionMeters;
import io.quittance.core.telemetry.ConnectionMeters.End;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpServerRequest;
import java.util.LinkedHashMap;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ends connections on which no whole request head comes in time, since an idle time-out alone would be fooled by a sender that
 * drips its bytes, those on which nothing comes for long, and, when there are too many, those that {@link ConnectionShares} does
 * not let in or takes for others. Confined to one event loop.
 */
final class ConnectionWatch {

    private static final Logger LOGGER = LoggerFactory.getLogger(ConnectionWatch.class);

    // One timer for all connections, because one for each request would cost more than the request.
    private static final int TICKS = 10;

    private final Map<HttpConnection, HeadWatch> connections = new LinkedHashMap<>();
    private final ConnectionShares<HttpConnection> shares;
    private final long restTicks;
    private final int most;
    private final ConnectionMeters meters;
    private int crowdedOut;

    ConnectionWatch(Vertx vertx, ConnectionLimits limits, ConnectionMeters meters) {
        long tickMillis = Math.max(1, limits.head().toMillis() / TICKS);
        this.restTicks = limits.rest().toMillis() / tickMillis;
        this.most = limits.connections();
        this.meters = meters;
        this.shares = new ConnectionShares<>(most);
        vertx.setPeriodic(tickMillis, tick -> check());
    }

    void opened(HttpConnection connection) {
        if (!shares.enter(connection, connection.remoteAddress().hostAddress(), this::makeRoom)) {
            crowdOut(connection);
            return;
        }
        meters.opened();
        connections.put(connection, HeadWatch.on(connection));
        connection.closeHandler(ended -> closed(connection));
        // Senders hang up all the time; without this, Vert.x logs each time as an error.
        connection.exceptionHandler(failure -> LOGGER.atDebug()
                .addKeyValue("remote", connection.remoteAddress().hostAddress())
                .addKeyValue("reason", failure.getClass().getName())
                .log("A connection breaks"));
    }

    private void makeRoom(HttpConnection connection) {
        connections.remove(connection);
        crowdOut(connection);
    }

    private void crowdOut(HttpConnection connection) {
        crowdedOut++;
        meters.ended(End.CROWDED_OUT);
        connection.close();
    }

    private void closed(HttpConnection connection) {
        meters.closed();
        forget(connection);
    }

    private void forget(HttpConnection connection) {
        connections.remove(connection);
        shares.leave(connection);
    }

    /** To be told of each request first; takes the end handler of its response. */
    void requested(HttpServerRequest request) {
        HttpConnection connection = request.connection();
        HeadWatch watch = connections.get(connection);
        if (watch != null) {
            watch.requestBegan();
            shares.busy(connection);
            request.response().endHandler(done -> requestEnded(connection, watch));
        }
    }

    private void requestEnded(HttpConnection connection, HeadWatch watch) {
        watch.requestEnded();
        if (watch.isIdle()) {
            shares.idle(connection);
        }
    }

    private void check() {
        if (crowdedOut > 0) {
            LOGGER.atWarn()
                    .addKeyValue("ended", crowdedOut)
                    .addKeyValue("most", most)
                    .log("Connections are ended to make room for others");
            crowdedOut = 0;
        }
        Map.copyOf(connections).forEach((connection, watch) -> {
            if (watch.isLate(TICKS)) {
                forget(connection);
                meters.ended(End.NO_REQUEST);
                LOGGER.atInfo()
                        .addKeyValue("remote", connection.remoteAddress().hostAddress())
                        .log("A connection is ended because no request head comes");
                watch.end(connection, IntakeAnswers.tooSlow());
            } else if (watch.isAtRest(restTicks)) {
                forget(connection);
                meters.ended(End.SILENT);
                connection.close();
            }
        });
    }
}
