package io.quittance.core.http;

import static java.util.concurrent.TimeUnit.SECONDS;

import io.quittance.core.config.TlsConfig;
import io.quittance.core.telemetry.ConnectionMeters;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.VerticleBase;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The HTTP server that providers post to; one instance for each event loop that takes part, all on one port. */
public final class IntakeServer extends VerticleBase {

    private static final int MAX_HEADER_BYTES = 16 * 1024;
    private static final int DRAIN_SECONDS = 5;

    private final String host;
    private final int port;
    private final @Nullable TlsConfig tls;
    private final ConnectionLimits limits;
    private final ConnectionMeters meters;
    private final Supplier<Handler<HttpServerRequest>> routes;
    private @Nullable HttpServer server;

    /**
     * A server that is not listening yet.
     *
     * @param port the port to share with the other instances; 0 picks a free one
     * @param tls null: plain HTTP
     * @param routes makes what answers the requests of this instance, on its event loop
     */
    IntakeServer(
            String host,
            int port,
            @Nullable TlsConfig tls,
            ConnectionLimits limits,
            ConnectionMeters meters,
            Supplier<Handler<HttpServerRequest>> routes) {
        this.host = host;
        this.port = port;
        this.tls = tls;
        this.limits = limits;
        this.meters = meters;
        this.routes = routes;
    }

    @Override
    public Future<?> start() {
        HttpServerOptions options = new HttpServerOptions()
                .setMaxHeaderSize(MAX_HEADER_BYTES)
                .setHttp2ClearTextEnabled(false)
                .setDecompressionSupported(false)
                .setPerFrameWebSocketCompressionSupported(false)
                .setPerMessageWebSocketCompressionSupported(false)
                .setTcpNoDelay(true);
        ConnectionWatch watch = new ConnectionWatch(vertx, limits, meters);
        Farewell farewell = new Farewell(vertx, limits.farewell());
        Handler<HttpServerRequest> route = routes.get();
        HttpServer created = vertx.createHttpServer(ServerTls.on(options, tls))
                .connectionHandler(watch::opened)
                .requestHandler(request -> {
                    watch.requested(request);
                    if (StrictHead.isAmbiguous(request)) {
                        farewell.answer(request, IntakeAnswers.notHttp());
                    } else {
                        route.handle(request);
                    }
                })
                .invalidRequestHandler(request -> {
                    watch.requested(request);
                    farewell.answerInvalid(
                            request,
                            IntakeAnswers.unreadable(request.decoderResult().cause()));
                });
        server = created;
        return created.listen(port, host);
    }

    /** The port it listens on. */
    public int port() {
        HttpServer listening = server;
        if (listening == null) {
            throw new IllegalStateException("The intake is not listening yet");
        }
        return listening.actualPort();
    }

    /** Shows another certificate to whoever connects from now on; only one that began with TLS does. */
    Future<Void> renew(TlsConfig other) {
        HttpServer listening = server;
        return listening == null || tls == null
                ? Future.succeededFuture()
                : listening.updateSSLOptions(ServerTls.of(other)).mapEmpty();
    }

    /** Takes no more connections, and ends when the requests in flight are answered. */
    @Override
    public Future<?> stop() {
        HttpServer listening = server;
        return listening == null ? Future.succeededFuture() : listening.shutdown(DRAIN_SECONDS, SECONDS);
    }
}
