package io.quittance.core.replay;

import io.quittance.core.Foundation;
import io.quittance.core.Gateway;
import io.quittance.core.GatewayStore;
import io.quittance.core.config.AccountConfig;
import io.quittance.core.config.GatewayConfig;
import io.quittance.core.config.IntakeConfig;
import io.quittance.core.config.ManagementConfig;
import io.quittance.core.config.ManagementConfig.Role;
import io.quittance.core.config.ManagementConfig.Token;
import io.quittance.core.config.StoreConfig;
import io.quittance.core.config.WhenBlocking;
import io.quittance.core.plugin.LoadedPlugins;
import io.quittance.core.plugin.TestingAccounts;
import io.quittance.core.store.StoreAddress;
import io.quittance.core.testing.FakeProvider;
import io.quittance.core.testing.TestDatabase;
import io.quittance.spi.Secret;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;

/** Whole gateways over one database, spoken to as providers and operators do. */
public final class ReplayFixture implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final Clock CLOCK = Clock.systemUTC();

    private final Vertx vertx;
    private final TestDatabase database;
    private final HttpClient client = HttpClient.newHttpClient();
    private final List<Gateway> gateways = new ArrayList<>();
    private final List<URI> intakes = new ArrayList<>();
    private final List<URI> managements = new ArrayList<>();

    /** Gateways over this database; none yet. */
    public ReplayFixture(Vertx vertx, TestDatabase database) {
        this.vertx = vertx;
        this.database = database;
    }

    /** One more node, with an account at each of these providers; those with "other" in their id are another merchant's. */
    public void start(Map<String, FakeProvider> providers) throws Exception {
        StoreAddress store = database.runner();
        GatewayStore opened = GatewayStore.open(new StoreConfig.Server(
                "postgresql://%s@%s:%d/%s?sslmode=disable"
                        .formatted(store.user(), store.host(), store.port(), store.database()),
                store.password(),
                6));
        LoadedPlugins plugins = TestingAccounts.plugins(providers);
        List<URI> listening = new CopyOnWriteArrayList<>();
        gateways.add(Gateway.start(
                        Foundation.of(vertx, configuration(providers), plugins, opened, CLOCK),
                        line -> listening.add(URI.create(line.substring(line.lastIndexOf(' ') + 1))))
                .await(PATIENCE.toSeconds(), TimeUnit.SECONDS));
        intakes.add(listening.get(0));
        managements.add(listening.get(1));
    }

    /** Where the management API of the first node is. */
    public URI management() {
        return managements.get(0);
    }

    /** Posts to an account as its provider does. */
    public int post(String account, String body) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create(intakes.get(0) + "/" + account + "?order=A1"))
                .header("X-Signature", "very-secret")
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body))
                .build();
        return client.send(request, BodyHandlers.ofString()).statusCode();
    }

    /** Calls the management API of the first node. */
    public HttpResponse<String> call(String method, String path, String token, String body) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create(managements.get(0) + path))
                .header("Authorization", "Bearer " + token)
                .method(method, BodyPublishers.ofString(body))
                .build();
        return client.send(request, BodyHandlers.ofString());
    }

    /** What an operator is answered. */
    public JsonObject get(String path) throws Exception {
        return new JsonObject(call("GET", path, "the-operators-token", "").body());
    }

    /** Registers an order of the merchant, in euro. */
    public void register(String order, long amount) throws Exception {
        call(
                "PUT",
                "/v1/merchants/merchant/orders/" + order,
                "the-operators-token",
                new JsonObject().put("amount", amount).put("currency", "EUR").encode());
    }

    /** The status of an order of the merchant. */
    public String status(String order) throws Exception {
        return get("/v1/merchants/merchant/orders/" + order).getString("status");
    }

    /** The timeline of an order of the merchant. */
    public JsonArray timeline(String order) throws Exception {
        return get("/v1/merchants/merchant/orders/" + order + "/timeline").getJsonArray("items");
    }

    /** Asks for a replay of what a filter chooses. */
    public HttpResponse<String> replay(JsonObject filter, boolean dryRun) throws Exception {
        return call(
                "POST",
                "/v1/replays",
                "the-operators-token",
                new JsonObject().put("filter", filter).put("dryRun", dryRun).encode());
    }

    /** Waits until nothing is left to replay or to reconcile. */
    public void settled() {
        eventually(() -> database.query("select from notification_replay").isEmpty()
                && database.query("select from notification_item where next_attempt_at is not null")
                        .isEmpty());
    }

    /** Waits until it is so. */
    public static void eventually(Callable<Boolean> condition) {
        Awaitility.await().atMost(PATIENCE).until(condition);
    }

    @Override
    public void close() throws Exception {
        for (Gateway gateway : gateways) {
            gateway.close().await(30, TimeUnit.SECONDS);
        }
    }

    private static GatewayConfig configuration(Map<String, FakeProvider> providers) {
        List<Token> tokens = List.of(
                new Token("ops", Role.OPERATOR, null, new Secret(List.of("the-operators-token"))),
                new Token("eyes", Role.VIEWER, null, new Secret(List.of("eyes-token"))),
                new Token("shop", Role.MERCHANT, "merchant", new Secret(List.of("shop-token"))));
        return new GatewayConfig(
                new IntakeConfig("127.0.0.1", 0, null, null, 100_000, List.of()),
                new ManagementConfig("127.0.0.1", 0, null, List.of(), tokens),
                new StoreConfig.Server("unused", null, 6),
                Path.of("plugins"),
                providers.keySet().stream().sorted().map(ReplayFixture::account).toList(),
                List.of());
    }

    private static AccountConfig account(String id) {
        return new AccountConfig(
                id,
                id.contains("other") ? "other-merchant" : "merchant",
                "testing",
                "/" + id,
                false,
                new JsonObject(),
                Map.of(),
                new AccountConfig.Policy(0, Duration.ofMinutes(15), null, false),
                WhenBlocking.WORKER,
                Map.of());
    }
}
