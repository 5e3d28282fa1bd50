package io.quittance.core.http;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpServerRequest;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ends connections on which no whole request head comes in time, since an idle time-out alone would be fooled by a sender that
 * drips its bytes, those on which nothing comes for long, and, when there are too many, the oldest on which nothing is under way. Confined
 * to one event loop.
 */
final class ConnectionWatch {

    private static final Logger LOGGER = LoggerFactory.getLogger(ConnectionWatch.class);

    // One timer for all connections, because one for each request would cost more than the request.
    private static final int TICKS = 10;

    private final Map<HttpConnection, HeadWatch> connections = new LinkedHashMap<>();
    private final long restTicks;
    private final int most;
    private int crowdedOut;

    ConnectionWatch(Vertx vertx, IntakeLimits limits) {
        long tickMillis = Math.max(1, limits.head().toMillis() / TICKS);
        this.restTicks = limits.rest().toMillis() / tickMillis;
        this.most = limits.connections();
        vertx.setPeriodic(tickMillis, tick -> check());
    }

    void opened(HttpConnection connection) {
        if (connections.size() >= most && !makesRoom()) {
            crowdedOut++;
            connection.close();
            return;
        }
        connections.put(connection, HeadWatch.on(connection));
        connection.closeHandler(closed -> connections.remove(connection));
        // Senders hang up all the time; without this, Vert.x logs each time as an error.
        connection.exceptionHandler(failure -> LOGGER.atDebug()
                .addKeyValue("remote", connection.remoteAddress().hostAddress())
                .addKeyValue("reason", failure.getClass().getName())
                .log("A connection of the intake breaks"));
    }

    /** Whoever has a request under way keeps the connection. */
    private boolean makesRoom() {
        Optional<HttpConnection> idle = connections.entrySet().stream()
                .filter(entry -> entry.getValue().isIdle())
                .map(Map.Entry::getKey)
                .findFirst();
        idle.ifPresent(connection -> {
            crowdedOut++;
            connections.remove(connection);
            connection.close();
        });
        return idle.isPresent();
    }

    /** To be told of each request first; takes the end handler of its response. */
    void requested(HttpServerRequest request) {
        HeadWatch watch = connections.get(request.connection());
        if (watch != null) {
            watch.requestBegan();
            request.response().endHandler(done -> watch.requestEnded());
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
                connections.remove(connection);
                LOGGER.atInfo()
                        .addKeyValue("remote", connection.remoteAddress().hostAddress())
                        .log("A connection is ended because no request head comes");
                watch.end(connection, IntakeAnswers.tooSlow());
            } else if (watch.isAtRest(restTicks)) {
                connection.close();
            }
        });
    }
}
