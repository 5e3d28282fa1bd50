package io.quittance.simulation;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import io.vertx.ext.web.client.HttpRequest;
import io.vertx.ext.web.client.HttpResponse;
import io.vertx.ext.web.client.WebClient;
import io.vertx.ext.web.client.WebClientOptions;
import java.net.URI;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The gateway's intake, as a provider reaches it: over HTTP, on a bounded number of connections, following no redirect. */
final class Mailbox {

    private static final int CONNECTIONS = 64;
    private static final int LONGEST_QUEUE = 10_000;
    private static final long TIMEOUT_MILLIS = 10_000;

    private final WebClient client;
    private volatile @Nullable URI address;

    Mailbox(Vertx vertx) {
        this.client = WebClient.create(
                vertx,
                new WebClientOptions().setFollowRedirects(false),
                new PoolOptions().setHttp1MaxSize(CONNECTIONS).setMaxWaitQueueSize(LONGEST_QUEUE));
    }

    void moveTo(URI intake) {
        address = intake;
    }

    void close() {
        client.close();
    }

    /** Posts a letter; the Future fails if there is no answer. */
    Future<Integer> put(Letter letter) {
        URI intake = Objects.requireNonNull(address, "connect comes before the first sale");
        HttpRequest<Buffer> request = client.request(
                        HttpMethod.POST, new RequestOptions().setAbsoluteURI(intake.toString()))
                .timeout(TIMEOUT_MILLIS);
        letter.query().forEach(request::addQueryParam);
        letter.headers().forEach(request::putHeader);
        return request.sendBuffer(letter.body()).map(HttpResponse::statusCode);
    }
}
