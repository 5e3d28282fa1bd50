package io.quittance.core.delivery;

import io.quittance.core.config.EndpointConfig;
import io.quittance.core.store.DeliveryWork;
import io.quittance.core.trace.Traceparent;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.SocketAddress;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/**
 * Posts an event to an endpoint. The host is resolved once, all its addresses are checked, and the connection goes to one
 * of them; the host's name stays in the request and in the check of the certificate.
 */
public final class WebhookClient {

    private static final Duration TIMEOUT = Duration.ofSeconds(10);
    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(5);

    /** Enough for all endpoints of a host: how much each may do at a time is its circuit's business. */
    private static final int CONNECTIONS_PER_HOST = 1_000;

    private static final int HTTPS_PORT = 443;
    private static final int HTTP_PORT = 80;

    private final Vertx vertx;
    private final HttpClient client;
    private final HostResolver resolver;
    private final Clock clock;
    private final Duration timeout;

    private WebhookClient(Vertx vertx, HttpClient client, HostResolver resolver, Clock clock, Duration timeout) {
        this.vertx = vertx;
        this.client = client;
        this.resolver = resolver;
        this.clock = clock;
        this.timeout = timeout;
    }

    /**
     * A client as the gateway uses it.
     *
     * @param options of its connections, for what they trust
     */
    public static WebhookClient create(Vertx vertx, HttpClientOptions options, HostResolver resolver, Clock clock) {
        return create(vertx, options, resolver, clock, TIMEOUT);
    }

    static WebhookClient create(
            Vertx vertx, HttpClientOptions options, HostResolver resolver, Clock clock, Duration timeout) {
        HttpClient client = vertx.createHttpClient(
                options.setConnectTimeout((int) CONNECT_TIMEOUT.toMillis()),
                new PoolOptions().setHttp1MaxSize(CONNECTIONS_PER_HOST));
        return new WebhookClient(vertx, client, resolver, clock, timeout);
    }

    /** Closes its connections. */
    Future<Void> close() {
        return client.close();
    }

    /**
     * How it went; never fails. Must be called on an event loop.
     *
     * @param trace the span of the attempt, for the endpoint to go on with; null: it is not traced
     */
    Future<Attempt> post(EndpointConfig endpoint, DeliveryWork work, @Nullable Traceparent trace) {
        Instant at = clock.instant();
        long begun = System.nanoTime();
        WebhookExchange exchange = new WebhookExchange(vertx, timeout);
        exchange.run(
                () -> resolver.resolve(bareHost(endpoint.url()))
                        .compose(addresses -> checked(endpoint, addresses))
                        .map(addresses -> addresses.get(work.attempts() % addresses.size()))
                        .compose(address -> client.request(traced(options(endpoint, work, address, at), trace))),
                Buffer.buffer(work.body()));
        return exchange.status()
                .map(status ->
                        new Attempt(at, since(begun), status, isSuccess(status) ? null : "the answer was " + status))
                .otherwise(failure -> new Attempt(at, since(begun), null, words(failure)));
    }

    private static boolean isSuccess(int status) {
        return status / 100 == 2;
    }

    private static Duration since(long begun) {
        return Duration.ofNanos(System.nanoTime() - begun);
    }

    private static Future<List<InetAddress>> checked(EndpointConfig endpoint, List<InetAddress> addresses) {
        if (!endpoint.allowPrivate()) {
            if (!"https".equals(endpoint.url().getScheme())) {
                return Future.failedFuture(
                        new RefusedException("the endpoint is not https, and allowPrivate is false"));
            }
            for (InetAddress address : addresses) {
                if (!PublicAddress.is(address)) {
                    return Future.failedFuture(new RefusedException("the host has the address "
                            + address.getHostAddress() + ", which is not public, and allowPrivate is false"));
                }
            }
        }
        return Future.succeededFuture(addresses);
    }

    private static RequestOptions options(EndpointConfig endpoint, DeliveryWork work, InetAddress address, Instant at) {
        URI url = endpoint.url();
        boolean tls = "https".equals(url.getScheme());
        int port = url.getPort() >= 0 ? url.getPort() : tls ? HTTPS_PORT : HTTP_PORT;
        String path = url.getRawPath().isEmpty() ? "/" : url.getRawPath();
        String id = work.event().toString();
        return new RequestOptions()
                .setMethod(HttpMethod.POST)
                .setSsl(tls)
                .setServer(SocketAddress.inetSocketAddress(port, address.getHostAddress()))
                .setHost(bareHost(url))
                .setPort(port)
                .setURI(url.getRawQuery() == null ? path : path + "?" + url.getRawQuery())
                .setFollowRedirects(false)
                .putHeader(HttpHeaders.CONTENT_TYPE, "application/json")
                .putHeader(HttpHeaders.USER_AGENT, "Quittance")
                .putHeader("webhook-id", id)
                .putHeader("webhook-timestamp", Long.toString(at.getEpochSecond()))
                .putHeader("webhook-signature", WebhookSignature.of(endpoint.secret(), id, at, work.body()));
    }

    private static RequestOptions traced(RequestOptions options, @Nullable Traceparent trace) {
        return trace == null ? options : options.putHeader("traceparent", trace.toString());
    }

    private static String bareHost(URI url) {
        String host = url.getHost();
        return host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
    }

    /** In words that hold nothing of the URL, where a secret may be, and nothing of what the endpoint said. */
    private static String words(@Nullable Throwable failure) {
        if (failure instanceof RefusedException refused) {
            return String.valueOf(refused.getMessage());
        }
        if (failure instanceof TimeoutException) {
            return "no answer in time";
        }
        if (failure instanceof UnknownHostException) {
            return "the host name has no address";
        }
        if (failure instanceof SSLException) {
            return "TLS failed: the certificate is not trusted, not of this host, or there is no common protocol";
        }
        if (failure instanceof ConnectException) {
            return "the connection was refused or not made in time";
        }
        return failure == null
                ? "unknown"
                : "the connection failed: " + failure.getClass().getSimpleName();
    }

    /** We do not even try. */
    private static final class RefusedException extends RuntimeException {

        private static final long serialVersionUID = 1L;

        private RefusedException(String message) {
            super(message, null, false, false);
        }
    }
}
