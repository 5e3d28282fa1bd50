package io.quittance.core.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.concurrent.TimeUnit.SECONDS;

import io.quittance.core.config.EndpointConfig;
import io.quittance.core.config.ManagementConfig.Token;
import io.quittance.core.console.Console;
import io.quittance.core.reconcile.AccountTerms;
import io.quittance.core.reconcile.LedgerCaseDesk;
import io.quittance.core.store.AccountQueries;
import io.quittance.core.store.AuditStore;
import io.quittance.core.store.CaseQueries;
import io.quittance.core.store.DeliveryQueries;
import io.quittance.core.store.DeliveryRetries;
import io.quittance.core.store.EndpointStore;
import io.quittance.core.store.LedgerStore;
import io.quittance.core.store.NotificationQueries;
import io.quittance.core.store.OrderQueries;
import io.quittance.core.store.OrderSearch;
import io.quittance.core.store.TimelineQueries;
import io.quittance.core.telemetry.GatewayMetrics;
import io.quittance.spi.Secret;
import io.vertx.core.Vertx;
import io.vertx.ext.web.Router;
import io.vertx.sqlclient.Pool;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The console behind a real server, and somebody who looks at it with a client that keeps one cookie and follows nothing. */
final class ConsoleFixture {

    /** Whom it believes about who asks. */
    static final String PROXY = "127.0.0.1";

    private static final Pattern CSRF = Pattern.compile("name=\"csrf\" value=\"([^\"]+)\"");
    private static final List<EndpointConfig> ENDPOINTS = List.of(
            new EndpointConfig(
                    "de-hook", "shop-de", URI.create("https://de.example/"), new Secret(List.of("x")), false),
            new EndpointConfig(
                    "fr-hook", "shop-fr", URI.create("https://fr.example/"), new Secret(List.of("x")), false));

    final List<Token> tokens = new ArrayList<>(ManagementFixture.TOKENS);
    final Console console;
    private final HttpClient client = HttpClient.newHttpClient();
    private final int port;
    private @Nullable String cookie;

    ConsoleFixture(Vertx vertx, Pool pool, Clock clock) throws Exception {
        console = new Console(vertx, new GatewayMetrics(), clock);
        Supplier<List<Token>> holding = () -> tokens;
        Router router = ManagementRouter.create(
                vertx,
                ManagementFixture.authentication(holding),
                List.of(routes(vertx, console, pool, holding, clock)));
        port = new ManagementServer(vertx, null, new GatewayMetrics().servers().management(), router)
                .listen("127.0.0.1", 0)
                .await(30, SECONDS);
    }

    /** The console over this store, behind a proxy. */
    static ConsoleRoutes routes(Vertx vertx, Console console, Pool pool, Supplier<List<Token>> tokens, Clock clock) {
        AuditLog audit = ManagementFixture.audit(pool, clock);
        CasesApi cases = new CasesApi(
                new CaseQueries(pool),
                new LedgerCaseDesk(
                        new LedgerStore(pool),
                        account -> new AccountTerms(false, 0, false),
                        new GatewayMetrics(),
                        clock),
                audit);
        ReplaysApi replays =
                new ReplaysApi(ManagementFixture.replays(vertx, pool), new NotificationQueries(pool), audit);
        return new ConsoleRoutes(
                console,
                tokens,
                new SenderAddress(() -> List.of(PROXY)),
                audit,
                overview(console, pool, clock),
                new ConsoleOrders(
                        new OrderSearchApi(new OrderSearch(pool)),
                        new OrderQueries(pool),
                        new TimelineQueries(pool),
                        () -> ManagementFixture.ACCOUNTS),
                new ConsoleNotifications(
                        new NotificationsApi(new NotificationQueries(pool), ManagementFixture::sensitiveFields, audit),
                        replays,
                        () -> ManagementFixture.ACCOUNTS),
                new ConsoleReplays(replays),
                new ConsoleDeliveries(
                        new DeliveriesApi(new DeliveryQueries(pool), new DeliveryRetries(pool), () -> {}, audit, clock),
                        () -> ENDPOINTS),
                new ConsoleCases(cases),
                new ConsoleAccounts(
                        new InventoryApi(
                                () -> ManagementFixture.ACCOUNTS,
                                () -> ManagementFixture.PROVIDERS,
                                new AccountQueries(pool)),
                        id -> Optional.empty(),
                        clock),
                new ConsoleAudit(new AuditApi(new AuditStore(pool))));
    }

    private static ConsoleOverview overview(Console console, Pool pool, Clock clock) {
        return new ConsoleOverview(
                console.pulse(),
                () -> ManagementFixture.ACCOUNTS,
                () -> ENDPOINTS,
                new AccountQueries(pool),
                new CaseQueries(pool),
                new EndpointStore(pool),
                clock);
    }

    /** A request with the cookie, if there is one. */
    HttpRequest.Builder request(String path) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path));
        return cookie == null ? request : request.header("Cookie", cookie);
    }

    HttpResponse<String> get(String path) throws Exception {
        return send(request(path));
    }

    /** Sends a form as a browser does from a page of the console. */
    HttpResponse<String> post(String path, Map<String, String> fields) throws Exception {
        return send(form(path, fields).header("Sec-Fetch-Site", "same-origin"));
    }

    /** A form that says nothing about where it comes from. */
    HttpRequest.Builder form(String path, Map<String, String> fields) {
        String body = fields.entrySet().stream()
                .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), UTF_8))
                .collect(Collectors.joining("&"));
        return request(path)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(body));
    }

    HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
        return client.send(request.build(), BodyHandlers.ofString());
    }

    HttpResponse<String> signIn(String token) throws Exception {
        HttpResponse<String> response = post("/console/sign-in", Map.of("token", token));
        response.headers().firstValue("Set-Cookie").ifPresent(set -> cookie = set.substring(0, set.indexOf(';')));
        return response;
    }

    /** What a form of this session sends along. */
    String csrf() throws Exception {
        Matcher matcher = CSRF.matcher(get("/console").body());
        if (!matcher.find()) {
            throw new AssertionError("Nobody is signed in");
        }
        return matcher.group(1);
    }

    int port() {
        return port;
    }
}
