package io.quittance.core.http;

import io.quittance.core.config.TlsConfig;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The HTTP server that people and machines of the merchant's side talk to. */
public final class ManagementServer {

    private static final int IDLE_SECONDS = 60;
    private static final int CLOSE_SECONDS = 5;

    private final HttpServer server;
    private final boolean secure;

    /**
     * A server that answers with this, not yet listening.
     *
     * @param tls null: plain HTTP
     */
    public ManagementServer(Vertx vertx, @Nullable TlsConfig tls, Handler<HttpServerRequest> router) {
        HttpServerOptions options =
                new HttpServerOptions().setIdleTimeout(IDLE_SECONDS).setHttp2ClearTextEnabled(false);
        secure = tls != null;
        server = vertx.createHttpServer(ServerTls.on(options, tls)).requestHandler(router);
    }

    /**
     * Begins to serve.
     *
     * @param port 0 picks a free one
     * @return the port
     */
    public Future<Integer> listen(String host, int port) {
        return server.listen(port, host).map(HttpServer::actualPort);
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
