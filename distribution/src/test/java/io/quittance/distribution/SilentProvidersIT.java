package io.quittance.distribution;

import static org.assertj.core.api.Assertions.assertThat;

import io.quittance.core.Gateway;
import io.quittance.core.Gateway.Foundation;
import io.quittance.core.GatewayStore;
import io.quittance.core.config.ConfigurationDraft;
import io.quittance.core.config.ConfigurationLoader;
import io.quittance.core.config.GatewayConfig;
import io.quittance.core.demo.SimulatorJars;
import io.quittance.core.plugin.LoadedPlugins;
import io.quittance.core.plugin.PluginLoader;
import io.quittance.core.testing.PostgresTest;
import io.quittance.core.testing.TestDatabase;
import io.quittance.spi.Money;
import io.quittance.spi.simulator.Faults;
import io.quittance.spi.simulator.Life;
import io.quittance.spi.simulator.ProviderSimulator;
import io.quittance.spi.simulator.ProviderSimulatorFactory;
import io.quittance.spi.simulator.Sale;
import io.quittance.spi.simulator.SimulatorEnvironment;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
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
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
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
    private static final Money AMOUNT = new Money(3_000, "EUR");
    private static final int SALES_OF_A_KIND = 4;

    private final MovedClock clock = new MovedClock();
    private final HttpClient client = HttpClient.newHttpClient();
    private final Vertx vertx = Vertx.vertx();
    private final Map<String, ProviderSimulator> simulators = new TreeMap<>();
    private final List<URI> listening = new CopyOnWriteArrayList<>();
    private TestDatabase store;
    private SimulatorJars jars;
    private LoadedPlugins plugins;
    private Gateway gateway;

    @BeforeEach
    void start(TestDatabase given, @TempDir Path directory) throws Exception {
        store = given;
        jars = SimulatorJars.load(GatewayProcess.HOME.resolve("simulators"));
        for (ProviderSimulatorFactory factory : jars.factories()) {
            simulators.put(
                    factory.provider(), await(factory.start(new SimulatorEnvironment(vertx, clock, 7, SILENCE))));
        }
        Path file = Files.writeString(
                directory.resolve("quittance.json"), configuration().encode());
        ConfigurationDraft draft = new ConfigurationLoader(Map.of(), GatewayProcess.HOME.resolve("plugins")).read(file);
        plugins = PluginLoader.load(draft.plugins());
        GatewayConfig config = draft.complete(plugins);
        Foundation foundation = Foundation.of(vertx, config, plugins, GatewayStore.open(config.store()), clock);
        gateway = await(Gateway.start(
                foundation, line -> listening.add(URI.create(line.substring(line.lastIndexOf(' ') + 1)))));
        simulators.forEach(
                (provider, simulator) -> simulator.connect(listening.get(0).resolve("/" + provider), provider));
    }

    @AfterEach
    void stop() throws Exception {
        await(gateway.close());
        for (ProviderSimulator simulator : simulators.values()) {
            await(simulator.close());
        }
        await(vertx.close());
        plugins.close();
        jars.close();
    }

    @Test
    void shouldFindOutEverythingByAsking() throws Exception {
        List<Sale> sales = sales();
        for (Sale sale : sales) {
            register(sale);
        }
        Future<?> lives = Future.all(sales.stream()
                .map(sale -> simulators.get(provider(sale)).begin(sale))
                .toList());

        // While the payments live, so that each is asked about at any point of its life.
        while (!lives.isComplete()) {
            pass(Duration.ofMinutes(20));
        }
        await(lives);
        // Those that are open for longest are asked about daily by then.
        for (int day = 0; day < 3; day++) {
            pass(Duration.ofDays(1));
        }

        Map<String, String> expected = new TreeMap<>();
        sales.forEach(sale -> expected.put(
                sale.reference(), sale.life().orderStatus() + " " + sale.life().refunded(AMOUNT.minorUnits())));
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
        List<Sale> sales = sales();
        await(Future.all(sales.stream()
                .map(sale -> simulators.get(provider(sale)).begin(sale))
                .toList()));
        for (Sale sale : sales) {
            register(sale);
        }

        for (String account : simulators.keySet()) {
            backfill(account, from);
        }

        Map<String, String> expected = new TreeMap<>();
        sales.forEach(sale -> expected.put(
                sale.reference(), sale.life().orderStatus() + " " + sale.life().refunded(AMOUNT.minorUnits())));
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

    private static List<Sale> sales() {
        List<Sale> sales = new ArrayList<>();
        for (String provider : List.of("secuconnect", "smart2pay")) {
            for (Life life : Life.values()) {
                for (int number = 0; number < SALES_OF_A_KIND; number++) {
                    sales.add(new Sale(provider + "_" + life + "_" + number, AMOUNT, life));
                }
            }
        }
        return sales;
    }

    private static String provider(Sale sale) {
        return sale.reference().substring(0, sale.reference().indexOf('_'));
    }

    private void register(Sale sale) throws Exception {
        JsonObject order = new JsonObject()
                .put("amount", AMOUNT.minorUnits())
                .put("currency", AMOUNT.currency())
                .put("account", provider(sale));
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
                .header("Authorization", "Bearer ops-token")
                .method(method, BodyPublishers.ofString(body))
                .build();
        return client.send(request, BodyHandlers.ofString());
    }

    private JsonObject configuration() {
        JsonObject address = new JsonObject().put("host", "127.0.0.1").put("port", 0);
        JsonObject token =
                new JsonObject().put("name", "ops").put("role", "operator").put("secret", "ops-token");
        JsonArray accounts = new JsonArray();
        simulators.forEach((provider, simulator) -> accounts.add(new JsonObject()
                .put("id", provider)
                .put("merchant", "shop")
                .put("provider", provider)
                .put("path", "/" + provider)
                .put("live", false)
                .put("settings", simulator.settings())));
        return new JsonObject()
                .put("intake", address)
                .put("management", address.copy().put("tokens", new JsonArray().add(token)))
                .put("store", TestStore.at(store.address()).configuration())
                .put("accounts", accounts);
    }

    private static <T> T await(Future<T> future) throws Exception {
        return future.await(PATIENCE.toSeconds(), TimeUnit.SECONDS);
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
