package io.quittance.core.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.concurrent.TimeUnit.SECONDS;

import io.quittance.core.config.ManagementConfig.Role;
import io.quittance.core.config.ManagementConfig.Token;
import io.quittance.core.console.Console;
import io.quittance.core.console.SignInLimit;
import io.quittance.core.delivery.EventFeed;
import io.quittance.core.polling.BackfillDesk;
import io.quittance.core.reconcile.AccountTerms;
import io.quittance.core.reconcile.LedgerCaseDesk;
import io.quittance.core.reconcile.Rehearsal;
import io.quittance.core.replay.Preview;
import io.quittance.core.replay.ReplayDesk;
import io.quittance.core.store.AccountQueries;
import io.quittance.core.store.AuditStore;
import io.quittance.core.store.CaseQueries;
import io.quittance.core.store.DeliveryQueries;
import io.quittance.core.store.DeliveryRetries;
import io.quittance.core.store.ErasureStore;
import io.quittance.core.store.FeedStore;
import io.quittance.core.store.LedgerStore;
import io.quittance.core.store.NotificationQueries;
import io.quittance.core.store.OrderQueries;
import io.quittance.core.store.OrderSearch;
import io.quittance.core.store.ReplayStore;
import io.quittance.core.store.TimelineQueries;
import io.quittance.core.telemetry.GatewayMetrics;
import io.quittance.core.telemetry.Telemetry;
import io.quittance.spi.Secret;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.sqlclient.Pool;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The whole management API behind a real server. Every answer is held against the contract. */
final class ManagementFixture {

    static final String OPERATOR = "operator-token";
    static final String VIEWER = "viewer-token";
    static final String SHOP_DE = "shop-de-token";
    static final String SHOP_FR = "shop-fr-token";

    static final List<Token> TOKENS = List.of(
            new Token("ops", Role.OPERATOR, null, new Secret(List.of(OPERATOR, "older-operator-token"))),
            new Token("eyes", Role.VIEWER, null, new Secret(List.of(VIEWER))),
            new Token("de", Role.MERCHANT, "shop-de", new Secret(List.of(SHOP_DE))),
            new Token("fr", Role.MERCHANT, "shop-fr", new Secret(List.of(SHOP_FR))));

    static final List<AccountView> ACCOUNTS = List.of(
            new AccountView(
                    "de-cards",
                    "shop-de",
                    "smart2pay",
                    "/smart2pay/de",
                    false,
                    true,
                    "none",
                    null,
                    List.of("site:1#aa", "site:1#bb")),
            new AccountView(
                    "de-debit", "shop-de", "secuconnect", "/secuconnect/de", true, true, "none", null, List.of()),
            new AccountView(
                    "fr-cards",
                    "shop-fr",
                    "smart2pay",
                    "/smart2pay/fr",
                    false,
                    false,
                    "quarantine",
                    "its plugin blocked an event loop",
                    List.of()));
    static final List<ProviderView> PROVIDERS = List.of(
            new ProviderView("secuconnect", "1.2", "[1.0, 2.0)", "secuconnect.jar", List.of("POST"), "PT24H"),
            new ProviderView("smart2pay", "1.0", "[1.0, 2.0)", "smart2pay.jar", List.of("POST"), "PT168H"));

    private final HttpClient client = HttpClient.newHttpClient();
    private final ManagementContract contract;
    private final int port;

    private ManagementFixture(ManagementContract contract, int port) {
        this.contract = contract;
        this.port = port;
    }

    /** Starts the API over this store. */
    static ManagementFixture start(Vertx vertx, Pool pool, FakeOrderDesk desk) throws TimeoutException {
        return start(vertx, router(vertx, pool, desk, TOKENS));
    }

    /** Starts a router; it stops with its Vert.x. */
    static ManagementFixture start(Vertx vertx, Router router) throws TimeoutException {
        int port = new ManagementServer(
                        vertx, null, new GatewayMetrics().servers().management(), router)
                .listen("127.0.0.1", 0)
                .await(30, SECONDS);
        return new ManagementFixture(new ManagementContract(vertx), port);
    }

    /** All parts. */
    static Router router(Vertx vertx, Pool pool, FakeOrderDesk desk, List<Token> tokens) {
        EventFeed feed = new EventFeed(new FeedStore(pool));
        vertx.deployVerticle(feed).await();
        AuditLog audit = audit(pool, Clock.systemUTC());
        return ManagementRouter.create(
                vertx,
                authentication(() -> tokens),
                List.of(
                        new OrdersApi(desk, new OrderQueries(pool), new TimelineQueries(pool), () -> ACCOUNTS),
                        new OrderSearchApi(new OrderSearch(pool)),
                        new NotificationsApi(new NotificationQueries(pool), ManagementFixture::sensitiveFields, audit),
                        new FeedApi(feed),
                        new DeliveriesApi(
                                new DeliveryQueries(pool),
                                new DeliveryRetries(pool),
                                () -> {},
                                audit,
                                Clock.systemUTC()),
                        new ReplaysApi(replays(vertx, pool), new NotificationQueries(pool), audit),
                        new BackfillsApi(backfills(vertx, pool), audit),
                        new ErasuresApi(new ErasureStore(pool), audit, Clock.systemUTC()),
                        new CasesApi(
                                new CaseQueries(pool),
                                new LedgerCaseDesk(
                                        new LedgerStore(pool),
                                        account -> new AccountTerms(false, 0, false),
                                        new GatewayMetrics(),
                                        Clock.systemUTC()),
                                audit),
                        new InventoryApi(() -> ACCOUNTS, () -> PROVIDERS, new AccountQueries(pool)),
                        new PushUrlApi(id -> Optional.empty(), () -> URI.create("https://pay.example")),
                        new ConfigurationApi(new FakeConfigurationDesk(), audit),
                        new AuditApi(new AuditStore(pool)),
                        new HealthApi(() -> Future.succeededFuture(true), () -> true),
                        new MetricsApi(new GatewayMetrics()),
                        new OpenApiDocument(),
                        ConsoleFixture.routes(
                                vertx,
                                new Console(vertx, new GatewayMetrics(), Clock.systemUTC()),
                                pool,
                                () -> tokens,
                                Clock.systemUTC())));
    }

    /** Writes into this store. */
    static AuditLog audit(Pool pool, Clock clock) {
        return new AuditLog(new AuditStore(pool), new GatewayMetrics(), clock);
    }

    /** None of its accounts runs, so it replays nothing. */
    static ReplayDesk replays(Vertx vertx, Pool pool) {
        Clock clock = Clock.systemUTC();
        Rehearsal rehearsal = new Rehearsal(
                Map.of(),
                account -> {
                    throw new AssertionError("no account runs");
                },
                new LedgerStore(pool),
                account -> new AccountTerms(false, 0, false),
                clock);
        return new ReplayDesk(
                Set.of(),
                new ReplayStore(pool),
                new Preview(vertx, Map.of(), new ReplayStore(pool), rehearsal),
                () -> {},
                clock);
    }

    /** Nor does it ask a provider. */
    private static BackfillDesk backfills(Vertx vertx, Pool pool) {
        return new BackfillDesk(
                vertx,
                List.of(),
                account -> {
                    throw new AssertionError("no account runs");
                },
                new LedgerStore(pool),
                account -> new AccountTerms(false, 0, false),
                Telemetry.of(new GatewayMetrics()),
                Clock.systemUTC());
    }

    static Optional<Set<String>> sensitiveFields(String provider) {
        return provider.equals("smart2pay") ? Optional.of(Set.of("Customer", "IBAN")) : Optional.empty();
    }

    Answer get(String path) throws Exception {
        return get(path, OPERATOR);
    }

    Answer get(String path, @Nullable String token) throws Exception {
        return send("GET", path, token, "");
    }

    Answer put(String path, String body) throws Exception {
        return send("PUT", path, OPERATOR, body);
    }

    Answer post(String path) throws Exception {
        return send("POST", path, OPERATOR, "");
    }

    /** Sends a request, with the token if there is one. */
    Answer send(String method, String path, @Nullable String token, String body) throws Exception {
        HttpRequest.Builder request = request(method, path, BodyPublishers.ofString(body));
        return send(token == null ? request : request.header("Authorization", "Bearer " + token));
    }

    /** A request to the API. */
    HttpRequest.Builder request(String method, String path, HttpRequest.BodyPublisher body) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .method(method, body);
    }

    /** Sends a request as it is. */
    Answer send(HttpRequest.Builder builder) throws IOException, InterruptedException, TimeoutException {
        HttpRequest request = builder.build();
        HttpResponse<String> response = client.send(request, BodyHandlers.ofString());
        contract.requireAllowed(
                HttpMethod.valueOf(request.method()),
                request.uri().getRawPath(),
                response.statusCode(),
                response.headers().firstValue("Content-Type").orElse(null),
                Buffer.buffer(response.body()));
        return new Answer(response);
    }

    /** Sends a request line that no client library would, and tells the answer. */
    String raw(String methodAndTarget) throws IOException {
        try (Socket socket = new Socket("127.0.0.1", port)) {
            String request = methodAndTarget + " HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer " + OPERATOR
                    + "\r\nConnection: close\r\n\r\n";
            socket.getOutputStream().write(request.getBytes(UTF_8));
            return new String(socket.getInputStream().readAllBytes(), UTF_8);
        }
    }

    int port() {
        return port;
    }

    /** An answer. */
    record Answer(HttpResponse<String> response) {

        int status() {
            return response.statusCode();
        }

        Optional<String> header(String name) {
            return response.headers().firstValue(name);
        }

        String body() {
            return response.body();
        }

        JsonObject json() {
            return new JsonObject(body());
        }

        /** One value of each row of a list. */
        List<String> column(String name) {
            return json().getJsonArray("items").stream()
                    .map(item -> String.valueOf(((JsonObject) item).getValue(name)))
                    .toList();
        }
    }

    /** For those who hold these tokens, behind a proxy; a minute never ends. */
    static BearerAuthentication authentication(Supplier<List<Token>> tokens) {
        return new BearerAuthentication(
                tokens,
                new SenderAddress(() -> List.of("127.0.0.1")),
                new SignInLimit(Clock.fixed(Instant.EPOCH, ZoneOffset.UTC), SignInLimit.OF_PROGRAMS));
    }
}
