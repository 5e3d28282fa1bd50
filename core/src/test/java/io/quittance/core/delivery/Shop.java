package io.quittance.core.delivery;

import static java.util.concurrent.TimeUnit.SECONDS;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiConsumer;

/** A merchant's server, which remembers what it was told and answers as a test says: at first with 204. */
final class Shop {

    private final List<Told> told = new CopyOnWriteArrayList<>();
    private final AtomicInteger now = new AtomicInteger();
    private final AtomicInteger most = new AtomicInteger();
    private final HttpServer server;
    private volatile BiConsumer<Told, HttpServerRequest> answer = answering(204);

    private Shop(Vertx vertx, HttpServerOptions options) {
        this.server = vertx.createHttpServer(options).requestHandler(this::take);
    }

    /** One request. */
    record Told(Map<String, String> headers, String path, String body) {

        JsonObject order() {
            return new JsonObject(body).getJsonObject("order");
        }

        String reference() {
            return order().getString("reference");
        }

        long version() {
            return order().getLong("version");
        }
    }

    static Shop open(Vertx vertx) throws TimeoutException {
        return open(vertx, new HttpServerOptions());
    }

    static Shop open(Vertx vertx, HttpServerOptions options) throws TimeoutException {
        Shop shop = new Shop(vertx, options);
        shop.server.listen(0, "127.0.0.1").await(30, SECONDS);
        return shop;
    }

    static BiConsumer<Told, HttpServerRequest> answering(int status) {
        return (told, request) -> request.response().setStatusCode(status).end();
    }

    void answers(BiConsumer<Told, HttpServerRequest> does) {
        answer = does;
    }

    int port() {
        return server.actualPort();
    }

    List<Told> told() {
        return told;
    }

    /** How many requests were open at once, at most, since the last time this was asked. */
    int mostAtOnce() {
        return most.getAndSet(0);
    }

    private void take(HttpServerRequest request) {
        most.accumulateAndGet(now.incrementAndGet(), Math::max);
        request.response().endHandler(end -> now.decrementAndGet());
        Map<String, String> headers = new java.util.TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        request.headers().forEach(header -> headers.put(header.getKey(), header.getValue()));
        request.body().onSuccess(body -> {
            Told one = new Told(headers, request.path(), body.toString());
            told.add(one);
            answer.accept(one, request);
        });
    }
}
