package io.quittance.distribution;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;

/**
 * Answers as secuconnect's documentation shows: every payment is accepted, of 12.90 EUR, and its search for smart
 * transactions finds as many as a test says, all with the same order reference, or with that of {@link SecuconnectPayments}.
 */
final class SecuconnectStandIn implements AutoCloseable {
    static final int AMOUNT = 1290;
    static final String CURRENCY = "EUR";
    static final String ORDER = "12345";
    /** What the ids begin with that it does not know. */
    static final String FORGED = "PCI_FORGED";

    private static final String PAYMENTS = "/api/v2/Payment/Transactions/";
    private static final String SMART_TRANSACTIONS = "/api/v2/Smart/Transactions";
    private static final String SEARCH = "q=transactions.id:";
    private static final String ONE_ONLY = "&count=1";
    private static final int SECONDS_OF_TOKEN = 1200;

    private final HttpServer server;
    private final ExecutorService threads = Executors.newFixedThreadPool(4);
    private final String token;
    private final List<String> asked = new CopyOnWriteArrayList<>();
    private final List<Instant> calls = new CopyOnWriteArrayList<>();
    private volatile int matches = 1;
    private volatile CountDownLatch held = new CountDownLatch(0);

    private SecuconnectStandIn(String token) throws IOException {
        this.token = token;
        this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/", this::answer);
        server.start();
    }

    static SecuconnectStandIn start() throws IOException {
        return start("qb56tjj1bcvo9n2nj4u38k84lo");
    }

    static SecuconnectStandIn start(String token) throws IOException {
        return new SecuconnectStandIn(token);
    }

    URI address() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    /** How many smart transactions hold a payment from now on. */
    void matches(int count) {
        matches = count;
    }

    /** How many searches for smart transactions were made. */
    long searches() {
        return count(SMART_TRANSACTIONS);
    }

    /** How often a payment was read. */
    long reads() {
        return count(PAYMENTS);
    }

    /** When it was called, whatever for, in the order of the calls. */
    List<Instant> calls() {
        return calls;
    }

    /** Answers no read of a payment from now on, until it is told to. */
    CountDownLatch hold() {
        held = new CountDownLatch(1);
        return held;
    }

    @Override
    public void close() {
        held.countDown();
        server.stop(0);
        threads.shutdownNow();
    }

    private long count(String path) {
        return asked.stream().filter(uri -> uri.startsWith(path)).count();
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            String uri = exchange.getRequestURI().toString();
            asked.add(uri);
            calls.add(Instant.now());
            exchange.getRequestBody().readAllBytes();
            String path = exchange.getRequestURI().getPath();
            String query = String.valueOf(exchange.getRequestURI().getQuery());
            if (path.equals("/oauth/token") && exchange.getRequestMethod().equals("POST")) {
                send(exchange, 200, token());
            } else if (!("Bearer " + token).equals(exchange.getRequestHeaders().getFirst("Authorization"))) {
                send(exchange, 401, new JsonObject().put("status", "error"));
            } else if (path.startsWith(PAYMENTS + FORGED)) {
                send(exchange, 404, new JsonObject().put("status", "error").put("code", 1001));
            } else if (path.startsWith(PAYMENTS)) {
                awaitRelease();
                send(exchange, 200, payment(path.substring(PAYMENTS.length())));
            } else if (path.equals(SMART_TRANSACTIONS) && query.startsWith(SEARCH) && query.endsWith(ONE_ONLY)) {
                send(exchange, 200, search(query.substring(SEARCH.length(), query.length() - ONE_ONLY.length())));
            } else {
                send(exchange, 404, new JsonObject().put("status", "error"));
            }
        }
    }

    private void awaitRelease() {
        try {
            held.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private JsonObject token() {
        return new JsonObject()
                .put("access_token", token)
                .put("expires_in", SECONDS_OF_TOKEN)
                .put("token_type", "bearer");
    }

    private static JsonObject payment(String id) {
        return new JsonObject()
                .put("object", "payment.transactions")
                .put("id", id)
                .put("trans_id", 110099706)
                .put("parents", new JsonArray())
                .put("related_transactions", new JsonArray())
                .put("amount", AMOUNT)
                .put("currency", CURRENCY)
                .put("updated", "2021-06-21T08:30:28+02:00")
                .put("status", 6)
                .put(
                        "details",
                        new JsonObject()
                                .put("status", 6)
                                .put("status_simple", 1)
                                .put("amount", AMOUNT));
    }

    private JsonObject search(String payment) {
        int count = matches;
        JsonArray data = new JsonArray(IntStream.range(0, Math.min(1, count))
                .mapToObj(index -> smartTransaction(payment))
                .toList());
        return new JsonObject().put("count", count).put("data", data);
    }

    private static JsonObject smartTransaction(String payment) {
        JsonObject transaction =
                new JsonObject().put("object", "payment.transactions").put("id", payment);
        return new JsonObject()
                .put("object", "smart.transactions")
                .put("id", "STX_71AYP2RUKQF5GGRK879IIU1EPPPPQ8")
                .put("transactions", new JsonArray().add(transaction))
                .put("transactionRef", SecuconnectPayments.order(payment));
    }

    private static void send(HttpExchange exchange, int status, JsonObject body) throws IOException {
        byte[] bytes = body.encode().getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
    }
}
