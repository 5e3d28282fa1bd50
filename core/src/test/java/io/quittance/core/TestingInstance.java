package io.quittance.core;

import io.quittance.core.config.AccountConfig;
import io.quittance.core.config.GatewayConfig;
import io.quittance.core.config.IntakeConfig;
import io.quittance.core.config.ManagementConfig;
import io.quittance.core.config.StoreConfig;
import io.quittance.core.config.WhenBlocking;
import io.quittance.core.plugin.LoadedPlugins;
import io.quittance.core.plugin.TestingAccounts;
import io.quittance.core.store.StoreAddress;
import io.quittance.core.telemetry.GatewayMetrics;
import io.quittance.core.testing.FakeProvider;
import io.quittance.core.testing.TestDatabase;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/** A gateway in this JVM whose accounts are those that a test wrote. */
final class TestingInstance implements AutoCloseable {

    private static final long PATIENCE_SECONDS = 60;

    private final Gateway gateway;
    private final URI intake;
    private final GatewayMetrics metrics;
    private final HttpClient client = HttpClient.newHttpClient();

    private TestingInstance(Gateway gateway, URI intake, GatewayMetrics metrics) {
        this.gateway = gateway;
        this.intake = intake;
        this.metrics = metrics;
    }

    static TestingInstance start(Vertx vertx, TestDatabase database, Map<String, FakeProvider> providers)
            throws Exception {
        return start(vertx, database, providers, WhenBlocking.WORKER);
    }

    /** The same with another policy for plugins that block; it holds until the first change. */
    static TestingInstance start(
            Vertx vertx, TestDatabase database, Map<String, FakeProvider> providers, WhenBlocking whenBlocking)
            throws Exception {
        return start(vertx, database, providers, whenBlocking, Clock.systemUTC());
    }

    /** The same on a machine with this clock. */
    static TestingInstance start(
            Vertx vertx,
            TestDatabase database,
            Map<String, FakeProvider> providers,
            WhenBlocking whenBlocking,
            Clock machine)
            throws Exception {
        StoreAddress store = database.runner();
        GatewayStore opened = GatewayStore.open(new StoreConfig.Server(
                "postgresql://%s@%s:%d/%s?sslmode=disable"
                        .formatted(store.user(), store.host(), store.port(), store.database()),
                store.password(),
                6));
        List<URI> listening = new CopyOnWriteArrayList<>();
        Foundation foundation = Foundation.byTimeOfStore(
                vertx,
                new Configured(
                        configuration(testing(providers), whenBlocking), TestingAccounts.plugins(providers), null),
                opened,
                new GatewayMetrics(),
                machine);
        Gateway gateway = Gateway.start(
                        foundation, line -> listening.add(URI.create(line.substring(line.lastIndexOf(' ') + 1))))
                .await(PATIENCE_SECONDS, TimeUnit.SECONDS);
        return new TestingInstance(gateway, listening.get(0), foundation.metrics());
    }

    /** Goes over to these accounts. */
    void change(Map<String, FakeProvider> providers) throws Exception {
        change(TestingAccounts.plugins(providers), testing(providers));
    }

    /**
     * Goes over to other plugins.
     *
     * @param accounts the provider of each, by its id
     */
    void change(LoadedPlugins plugins, Map<String, String> accounts) throws Exception {
        gateway.change(new Configured(configuration(accounts, WhenBlocking.WORKER), plugins, null))
                .await(PATIENCE_SECONDS, TimeUnit.SECONDS);
    }

    /** Goes back to what was before, and tells what is in force. */
    JsonObject rollBack() throws Exception {
        return gateway.rollBack("test").await(PATIENCE_SECONDS, TimeUnit.SECONDS);
    }

    /** How often plugins have blocked an event loop so far. */
    double blocks() {
        return metrics.scrape()
                .lines()
                .filter(line -> line.startsWith("quittance_plugin_blocks_total{"))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .sum();
    }

    int intakePort() {
        return intake.getPort();
    }

    /** Posts to an account as its provider does; the body is also the key. */
    int post(String account, String body) {
        try {
            return send(account, body).statusCode();
        } catch (IOException e) {
            return -1;
        }
    }

    /** What an account answers. */
    HttpHeaders headers(String account) throws IOException {
        return send(account, "{}").headers();
    }

    private HttpResponse<Void> send(String account, String body) throws IOException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(intake + "/" + account))
                .timeout(Duration.ofSeconds(PATIENCE_SECONDS))
                .POST(BodyPublishers.ofString(body))
                .build();
        try {
            return client.send(request, BodyHandlers.discarding());
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() throws Exception {
        gateway.close().await(PATIENCE_SECONDS, TimeUnit.SECONDS);
    }

    /** The configuration of such accounts. */
    static GatewayConfig configurationOf(Map<String, FakeProvider> providers) {
        return configuration(testing(providers), WhenBlocking.WORKER);
    }

    private static Map<String, String> testing(Map<String, FakeProvider> providers) {
        return providers.keySet().stream().collect(Collectors.toMap(id -> id, id -> "testing"));
    }

    private static GatewayConfig configuration(Map<String, String> accounts, WhenBlocking whenBlocking) {
        return new GatewayConfig(
                new IntakeConfig("127.0.0.1", 0, null, null, 100_000, List.of()),
                new ManagementConfig("127.0.0.1", 0, null, List.of(), List.of()),
                new StoreConfig.Server("unused", null, 6),
                Path.of("plugins"),
                new TreeMap<>(accounts)
                        .entrySet().stream()
                                .map(account -> account(account.getKey(), account.getValue(), whenBlocking))
                                .toList(),
                List.of());
    }

    private static AccountConfig account(String id, String provider, WhenBlocking whenBlocking) {
        return new AccountConfig(
                id,
                "merchant",
                provider,
                "/" + id,
                false,
                new JsonObject(),
                Map.of(),
                new AccountConfig.Policy(0, Duration.ofMinutes(15), null, false),
                whenBlocking,
                Map.of());
    }
}
