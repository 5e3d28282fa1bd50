package io.quittance.distribution;

import static io.quittance.distribution.SimulatedProviders.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.quittance.core.Foundation;
import io.quittance.core.Gateway;
import io.quittance.core.GatewayStore;
import io.quittance.core.config.ConfigurationDraft;
import io.quittance.core.config.ConfigurationLoader;
import io.quittance.core.config.GatewayConfig;
import io.quittance.core.plugin.LoadedPlugins;
import io.quittance.core.plugin.PluginLoader;
import io.quittance.core.testing.PostgresTest;
import io.quittance.core.testing.TestDatabase;
import io.quittance.spi.simulator.Faults;
import io.quittance.spi.simulator.Sale;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Both providers say nothing at all, for ever: not one notification is sent. Asking alone brings every order to its end. The
 * gateway runs within the test, because nobody can wait for weeks: its clock is moved, and what is due by then is made due.
 */
@EndToEndTest
@PostgresTest
class SilentProvidersIT {

    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final Faults SILENCE = new Faults(
            new Faults.Delivery(0, 0, Duration.ZERO, 0, 0, 1, 0),
            Faults.none().strangers(),
            Faults.none().api());
    private static final int SALES_OF_A_KIND = 4;

    private final MovedClock clock = new MovedClock();
    private final HttpClient client = HttpClient.newHttpClient();
    private final Vertx vertx = Vertx.vertx();
    private final List<URI> listening = new CopyOnWriteArrayList<>();
    private TestDatabase store;
    private SimulatedProviders providers;
    private LoadedPlugins plugins;
    private Gateway gateway;

    @BeforeEach
    void start(TestDatabase given, @TempDir Path directory) throws Exception {
        store = given;
        providers = SimulatedProviders.start(clock, SILENCE);
        Path file = Files.writeString(
                directory.resolve("quittance.json"), configuration().encode());
        ConfigurationDraft draft = new ConfigurationLoader(Map.of(), GatewayProcess.HOME.resolve("plugins")).read(file);
        plugins = PluginLoader.load(draft.plugins());
        GatewayConfig config = draft.complete(plugins);
        Foundation foundation = Foundation.of(vertx, config, plugins, GatewayStore.open(config.store()), clock);
        gateway = await(Gateway.start(
                foundation, line -> listening.add(URI.create(line.substring(line.lastIndexOf(' ') + 1)))));
        providers.connect(listening.get(0));
    }

    @AfterEach
    void stop() throws Exception {
        await(gateway.close());
        providers.close();
        await(vertx.close());
        plugins.close();
    }

    @Test
    void shouldFindOutEverythingByAsking() throws Exception {
        List<Sale> sales = providers.sales("silent", SALES_OF_A_KIND);
        for (Sale sale : sales) {
            register(sale);
        }
        Future<?> lives = providers.begin(sales);

        // While the payments live, so that each is asked about at any point of its life.
        while (!lives.isComplete()) {
            pass(Duration.ofMinutes(20));
        }
        await(lives);
        // Those that are open for longest are asked about daily by then.
        for (int day = 0; day < 3; day++) {
            pass(Duration.ofDays(1));
        }

        Map<String, String> expected = SimulatedProviders.ends(sales);
        Awaitility.await()
                .atMost(PATIENCE)
                .untilAsserted(() -> assertThat(orders(sales)).isEqualTo(expected));
        assertThat(store.query("select from notification")).isEmpty();
        assertThat(store.query("select kind from discrepancy_case where state = 'open'"))
                .isEmpty();
    }

    @Test
    void shouldFindTheSameInTheProvidersLists() throws Exception {
        Instant from = clock.instant();
        List<Sale> sales = providers.sales("silent", SALES_OF_A_KIND);
        await(providers.begin(sales));
        for (Sale sale : sales) {
            register(sale);
        }

        for (String account : providers.accounts()) {
            backfill(account, from);
        }

        Map<String, String> expected = SimulatedProviders.ends(sales);
        Awaitility.await()
                .atMost(PATIENCE)
                .untilAsserted(() -> assertThat(orders(sales)).isEqualTo(expected));
    }

    private void backfill(String account, Instant from) throws Exception {
        JsonObject wish = new JsonObject()
                .put("account", account)
                .put("from", from.minusSeconds(1).toString())
                .put("to", clock.instant().plusSeconds(1).toString());
        do {
            HttpResponse<String> answer = call("POST", "/v1/backfills", wish.encode());
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
            wish.put("cursor", new JsonObject(answer.body()).getString("next"));
        } while (wish.getString("cursor") != null);
    }

    /** Time passes, and what is due by then is asked. */
    private void pass(Duration duration) {
        clock.move(duration);
        store.execute("update payment_lookup set due_at = now() where due_at > now()");
        store.execute("update order_expectation set due_at = now() where due_at > now()");
        Awaitility.await()
                .atMost(PATIENCE)
                .until(() -> store.query("select from payment_lookup where due_at <= now()")
                                .isEmpty()
                        && store.query("select from order_expectation where due_at <= now()")
                                .isEmpty());
    }

    private void register(Sale sale) throws Exception {
        JsonObject order = new JsonObject()
                .put("amount", SimulatedProviders.AMOUNT.minorUnits())
                .put("currency", SimulatedProviders.AMOUNT.currency())
                .put("account", SimulatedProviders.account(sale));
        assertThat(call("PUT", path(sale), order.encode()).statusCode()).isEqualTo(201);
    }

    private Map<String, String> orders(List<Sale> sales) throws Exception {
        Map<String, String> orders = new TreeMap<>();
        for (Sale sale : sales) {
            JsonObject order = new JsonObject(call("GET", path(sale), "").body());
            orders.put(sale.reference(), order.getString("status") + " " + order.getLong("refunded"));
        }
        return orders;
    }

    private static String path(Sale sale) {
        return "/v1/merchants/shop/orders/" + sale.reference();
    }

    private HttpResponse<String> call(String method, String path, String body) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(listening.get(1).resolve(path))
                .header("Authorization", "Bearer the-operators-token")
                .method(method, BodyPublishers.ofString(body))
                .build();
        return client.send(request, BodyHandlers.ofString());
    }

    private JsonObject configuration() {
        return GatewayFile.of(TestStore.at(store.address()), "the-operators-token", providers.configuration());
    }

    /** The system's, put forward. */
    private static final class MovedClock extends Clock {

        private final Clock system = Clock.systemUTC();
        private volatile Duration ahead = Duration.ZERO;

        void move(Duration further) {
            ahead = ahead.plus(further);
        }

        @Override
        public Instant instant() {
            return system.instant().plus(ahead);
        }

        @Override
        public ZoneId getZone() {
            return system.getZone();
        }

        @Override
        public Clock withZone(ZoneId zone) {
            throw new UnsupportedOperationException();
        }
    }
}
