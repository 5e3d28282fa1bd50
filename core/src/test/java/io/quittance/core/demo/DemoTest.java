package io.quittance.core.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.quittance.core.Foundation;
import io.quittance.core.Gateway;
import io.quittance.core.GatewayStore;
import io.quittance.core.config.ConfigurationLoader;
import io.quittance.core.config.GatewayConfig;
import io.quittance.core.config.StoreConfig;
import io.quittance.core.plugin.LoadedPlugins;
import io.quittance.core.plugin.TestingAccounts;
import io.quittance.core.store.StoreAddress;
import io.quittance.core.testing.PostgresTest;
import io.quittance.core.testing.TestDatabase;
import io.quittance.spi.simulator.Faults;
import io.quittance.spi.simulator.ProviderSimulator;
import io.quittance.spi.simulator.ProviderSimulatorFactory;
import io.quittance.spi.simulator.Sale;
import io.quittance.spi.simulator.SimulatorEnvironment;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A demo at a real gateway, with a simulator that needs no API. */
@PostgresTest
class DemoTest {
    private static final String TOKEN = "token-of-the-demo";
    private static final Clock CLOCK = Clock.systemUTC();
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String LEDGER = "ledger: sent (\\d+), acknowledged \\1, expected (\\d+), settled \\2";

    @TempDir
    private Path directory;

    private final List<String> lines = new CopyOnWriteArrayList<>();
    private final Vertx vertx = Vertx.vertx();
    private StoreAddress store = StoreAddress.parse("postgresql://nobody@127.0.0.1:1/none", null);

    @BeforeEach
    void use(TestDatabase database) {
        store = database.address();
    }

    @AfterEach
    void close() throws Exception {
        vertx.close().await(10, TimeUnit.SECONDS);
    }

    @Test
    void shouldSettleEverythingThatIsSold() throws Exception {
        Ledger ledger = trade(Duration.ofSeconds(60), sale -> false);

        assertThat(ledger.isBalanced()).as(ledger.line()).isTrue();
        assertThat(ledger.expected()).isGreaterThan(20);
        assertThat(lines).last().asString().matches(LEDGER);
        assertThat(lines).filteredOn(line -> line.contains("  demo-")).hasSize((int) ledger.settled());
        assertThat(lines).noneMatch(line -> line.contains("has left its end"));
    }

    @Test
    void shouldNameWhatIsNotSettled() throws Exception {
        Ledger ledger = trade(Duration.ofSeconds(2), sale -> sale.reference().equals("demo-00003"));

        assertThat(ledger.expected() - ledger.settled()).isPositive();
        assertThat(lines)
                .anyMatch(line ->
                        line.startsWith("testing order demo-00003 ") && line.contains("but it is awaiting_payment"));
        assertThat(lines).last().asString().isEqualTo(ledger.line());
    }

    @Test
    void shouldTellItsLedgerWhenItIsEndedEarly() throws Exception {
        try (Trade trade = start(Duration.ofHours(1), sale -> false)) {
            trade.awaitFirstOrder();

            Ledger ledger = trade.demo().end().await(30, TimeUnit.SECONDS);

            assertThat(lines).last().asString().isEqualTo(ledger.line());
            assertThat(lines).anyMatch(line -> line.startsWith("on their way when it was ended: "));
            assertThat(trade.demo().end().result()).isSameAs(ledger);
        }
    }

    private Ledger trade(Duration patience, Predicate<Sale> forgets) throws Exception {
        try (Trade trade = start(patience, forgets)) {
            trade.demo().over().await(PATIENCE.toSeconds(), TimeUnit.SECONDS);
            return trade.demo().end().await(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        }
    }

    private Trade start(Duration patience, Predicate<Sale> forgets) throws Exception {
        Simulators simulators = simulators(forgets);
        LoadedPlugins plugins = TestingAccounts.plugins(Map.of("demo-testing", FakeSimulator.provider()));
        GatewayStore opened = GatewayStore.open(new StoreConfig.Server(
                "postgresql://%s@%s:%d/%s?sslmode=disable"
                        .formatted(store.user(), store.host(), store.port(), store.database()),
                store.password(),
                6));
        List<URI> listening = new CopyOnWriteArrayList<>();
        Gateway gateway = Gateway.start(
                        Foundation.of(vertx, configuration(simulators, plugins), plugins, opened, CLOCK),
                        line -> listening.add(URI.create(line.substring(line.lastIndexOf(' ') + 1))))
                .await(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        simulators.connect(listening.get(0));
        Instant now = CLOCK.instant();
        Schedule schedule = new Schedule(
                now, now.plusSeconds(2), now.plusSeconds(3), now.plusSeconds(3).plus(patience));
        Narrator narrator = new Narrator(lines::add, false, CLOCK, now);
        Demo demo =
                Demo.start(vertx, CLOCK, simulators, listening.get(1), TOKEN, narrator, new DemoPlan(7, 30, schedule));
        return new Trade(demo, gateway, lines);
    }

    private record Trade(Demo demo, Gateway gateway, List<String> lines) implements AutoCloseable {

        void awaitFirstOrder() {
            Awaitility.await().atMost(PATIENCE).until(() -> lines.stream().anyMatch(line -> line.contains("  demo-")));
        }

        @Override
        public void close() throws Exception {
            gateway.close().await(30, TimeUnit.SECONDS);
        }
    }

    private Simulators simulators(Predicate<Sale> forgets) throws Exception {
        ProviderSimulatorFactory factory = new ProviderSimulatorFactory() {
            @Override
            public String provider() {
                return "testing";
            }

            @Override
            public Future<ProviderSimulator> start(SimulatorEnvironment environment) {
                return Future.succeededFuture(new FakeSimulator(environment, forgets));
            }
        };
        return Simulators.start(List.of(factory), new SimulatorEnvironment(vertx, CLOCK, 7, Faults.none()))
                .await(10, TimeUnit.SECONDS);
    }

    private GatewayConfig configuration(Simulators simulators, LoadedPlugins plugins) throws Exception {
        Path file = Files.writeString(
                directory.resolve("quittance.json"),
                DemoConfiguration.of(simulators, TOKEN).encode());
        return new ConfigurationLoader(Map.of(), directory).read(file).complete(plugins);
    }
}
