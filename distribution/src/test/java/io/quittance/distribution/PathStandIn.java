package io.quittance.distribution;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** A provider's API that answers each path with what a test laid down there, and 404 where there is nothing. */
final class PathStandIn implements AutoCloseable {

    private static final Laid NOTHING = new Laid(404, "{\"status\":\"error\"}".getBytes(UTF_8));

    private final HttpServer server;
    private final Map<String, Laid> answers = new ConcurrentHashMap<>();

    private record Laid(int status, byte[] body) {}

    private PathStandIn() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.start();
    }

    static PathStandIn start() throws IOException {
        return new PathStandIn();
    }

    URI address() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    /** Answers so from now on, whatever the query. */
    PathStandIn lay(String path, byte[] body) {
        return lay(path, 200, body);
    }

    PathStandIn lay(String path, int status, byte[] body) {
        answers.put(path, new Laid(status, body));
        return this;
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            exchange.getRequestBody().readAllBytes();
            Laid laid = answers.getOrDefault(exchange.getRequestURI().getPath(), NOTHING);
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(laid.status, laid.body.length);
            exchange.getResponseBody().write(laid.body);
        }
    }
}
