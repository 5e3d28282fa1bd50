package io.quittance.core.http;

import io.quittance.core.config.TlsConfig;
import io.quittance.core.telemetry.ConnectionMeters;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The HTTP server that people and machines of the merchant's side talk to. */
public final class ManagementServer {

    /** A connection may be silent while its answer streams for hours: the idle time-out of the server sees both directions. */
    private static final Duration NO_END = Duration.ofDays(36_500);

    private static final ConnectionLimits LIMITS =
            new ConnectionLimits(Duration.ofSeconds(10), Duration.ofSeconds(10), Duration.ofSeconds(3), NO_END, 1_024);

    private static final int IDLE_SECONDS = 60;
    private static final int CLOSE_SECONDS = 5;
    private static final String STRICT_TRANSPORT = "Strict-Transport-Security";
    private static final String ONE_YEAR = "max-age=31536000";

    private final Vertx vertx;
    private final ConnectionLimits limits;
    private final ConnectionMeters meters;
    private final HttpServer server;
    private final boolean secure;
    private final Farewell farewell;
    private final Handler<HttpServerRequest> router;

    /**
     * A server that answers with this, not yet listening.
     *
     * @param tls null: plain HTTP
     */
    public ManagementServer(
            Vertx vertx, @Nullable TlsConfig tls, ConnectionMeters meters, Handler<HttpServerRequest> router) {
        this(vertx, tls, LIMITS, meters, router);
    }

    ManagementServer(
            Vertx vertx,
            @Nullable TlsConfig tls,
            ConnectionLimits limits,
            ConnectionMeters meters,
            Handler<HttpServerRequest> router) {
        HttpServerOptions options = new HttpServerOptions()
                .setIdleTimeout(IDLE_SECONDS)
                .setHttp2ClearTextEnabled(false)
                .setPerFrameWebSocketCompressionSupported(false)
                .setPerMessageWebSocketCompressionSupported(false);
        this.vertx = vertx;
        this.limits = limits;
        this.meters = meters;
        this.farewell = new Farewell(vertx, limits.farewell());
        this.router = router;
        secure = tls != null;
        server = vertx.createHttpServer(ServerTls.on(options, tls));
    }

    /**
     * Begins to serve.
     *
     * @param port 0 picks a free one
     * @return the port
     */
    public Future<Integer> listen(String host, int port) {
        // Connections belong to the event loop on which the server begins to listen; so must what watches them.
        return Future.future(listening -> vertx.getOrCreateContext()
                .runOnContext(now -> listenHere(host, port).onComplete(listening)));
    }

    private Future<Integer> listenHere(String host, int port) {
        ConnectionWatch watch = new ConnectionWatch(vertx, limits, meters);
        return server.connectionHandler(watch::opened)
                .requestHandler(request -> {
                    watch.requested(request);
                    answer(request);
                })
                .listen(port, host)
                .map(HttpServer::actualPort);
    }

    private void answer(HttpServerRequest request) {
        if (secure) {
            request.response().putHeader(STRICT_TRANSPORT, ONE_YEAR);
        }
        if (RequestBody.isAnnounced(request)) {
            long timer = vertx.setTimer(limits.body().toMillis(), late -> endLate(request));
            request.end().onComplete(ended -> vertx.cancelTimer(timer));
        }
        if (StrictHead.isAmbiguous(request)) {
            farewell.answer(request, IntakeAnswers.notHttp());
        } else {
            router.handle(request);
        }
    }

    private void endLate(HttpServerRequest request) {
        if (request.response().headWritten()) {
            request.connection().close();
        } else {
            farewell.answer(request, IntakeAnswers.tooSlow());
        }
    }

    /** Shows this certificate to whoever connects from now on; only a server that began with TLS does. */
    public Future<Void> renewCertificate(@Nullable TlsConfig tls) {
        return tls == null || !secure
                ? Future.succeededFuture()
                : server.updateSSLOptions(ServerTls.of(tls)).mapEmpty();
    }

    /** Takes no more connections, and ends when the requests in flight are answered, after 5 s at the latest. */
    public Future<Void> close() {
        return server.shutdown(CLOSE_SECONDS, TimeUnit.SECONDS);
    }
}
