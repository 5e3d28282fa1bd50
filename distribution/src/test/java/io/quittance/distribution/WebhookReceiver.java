package io.quittance.distribution;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/** A merchant's endpoint, which acts on what it gets, and now and then says that it failed although it did not. */
final class WebhookReceiver implements AutoCloseable {
    private static final int LIE_EVERY = 40;

    private final Consumer<JsonObject> consumer;
    private final HttpServer server;
    private final ExecutorService threads = Executors.newFixedThreadPool(16);
    private final AtomicInteger requests = new AtomicInteger();

    private WebhookReceiver(Consumer<JsonObject> consumer) throws IOException {
        this.consumer = consumer;
        this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/hooks", this::take);
        server.start();
    }

    static WebhookReceiver start(Consumer<JsonObject> consumer) throws IOException {
        return new WebhookReceiver(consumer);
    }

    /** The value of the key {@code endpoints}. */
    JsonArray endpoints() {
        return new JsonArray()
                .add(new JsonObject()
                        .put("id", "hooks")
                        .put("merchant", Shop.MERCHANT)
                        .put("url", "http://127.0.0.1:" + server.getAddress().getPort() + "/hooks")
                        .put("secret", "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw")
                        .put("allowPrivate", true));
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }

    private void take(HttpExchange exchange) throws IOException {
        try (exchange) {
            consumer.accept(new JsonObject(new String(exchange.getRequestBody().readAllBytes(), UTF_8)));
            boolean lie = requests.incrementAndGet() % LIE_EVERY == 0;
            exchange.sendResponseHeaders(lie ? 503 : 204, -1);
        }
    }
}
