package io.quittance.core.http;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpServerRequest;
import java.util.HashMap;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Closes connections on which no whole request head comes in time: an idle time-out alone would be fooled by a sender that
 * drips its bytes. Confined to one event loop.
 */
final class ConnectionWatch {

    private static final Logger LOGGER = LoggerFactory.getLogger(ConnectionWatch.class);

    private static final long SECOND = 1_000;
    private static final int SECONDS_TO_FIRST_REQUEST = 10;
    private static final int SECONDS_TO_NEXT_REQUEST = 60;

    private final Map<HttpConnection, Waiting> connections = new HashMap<>();

    ConnectionWatch(Vertx vertx) {
        vertx.setPeriodic(SECOND, tick -> check());
    }

    void opened(HttpConnection connection) {
        connections.put(connection, new Waiting());
        connection.closeHandler(closed -> connections.remove(connection));
    }

    void requested(HttpServerRequest request) {
        Waiting waiting = connections.get(request.connection());
        if (waiting != null) {
            waiting.requests++;
            waiting.underWay++;
            request.response().endHandler(done -> {
                waiting.underWay--;
                waiting.seconds = 0;
            });
        }
    }

    private void check() {
        Map.copyOf(connections).forEach((connection, waiting) -> {
            if (waiting.isTooLong()) {
                LOGGER.atInfo()
                        .addKeyValue("remote", connection.remoteAddress().hostAddress())
                        .addKeyValue("requests", waiting.requests)
                        .log("A connection is closed because no request head comes");
                connection.close();
            }
        });
    }

    private static final class Waiting {

        private int seconds;
        private int requests;
        private int underWay;

        private boolean isTooLong() {
            int allowed = requests == 0 ? SECONDS_TO_FIRST_REQUEST : SECONDS_TO_NEXT_REQUEST;
            return underWay == 0 && ++seconds > allowed;
        }
    }
}
