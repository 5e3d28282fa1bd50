package io.quittance.distribution;

import io.quittance.core.demo.Ledger;
import io.quittance.core.demo.SimulatorJars;
import io.quittance.spi.Money;
import io.quittance.spi.simulator.Faults;
import io.quittance.spi.simulator.Life;
import io.quittance.spi.simulator.ProviderSimulator;
import io.quittance.spi.simulator.ProviderSimulatorFactory;
import io.quittance.spi.simulator.Sale;
import io.quittance.spi.simulator.SimulatorEnvironment;
import io.quittance.spi.simulator.Tally;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/** Every provider that the distribution has a simulator of; each is one account of {@link Shop#MERCHANT}, named like the provider. */
final class SimulatedProviders implements AutoCloseable {
    static final Money AMOUNT = new Money(3_000, "EUR");

    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final long SEED = 7;

    private final Vertx vertx = Vertx.vertx();
    private final SimulatorJars jars = SimulatorJars.load(GatewayProcess.HOME.resolve("simulators"));
    private final Map<String, ProviderSimulator> simulators = new TreeMap<>();

    private SimulatedProviders() {}

    static SimulatedProviders start(Clock clock, Faults faults) throws Exception {
        SimulatedProviders providers = new SimulatedProviders();
        for (ProviderSimulatorFactory factory : providers.jars.factories()) {
            SimulatorEnvironment environment = new SimulatorEnvironment(providers.vertx, clock, SEED, faults);
            providers.simulators.put(factory.provider(), await(factory.start(environment)));
        }
        return providers;
    }

    List<String> accounts() {
        return List.copyOf(simulators.keySet());
    }

    /** The value of the key {@code accounts} of a gateway. */
    JsonArray configuration() {
        JsonArray accounts = new JsonArray();
        simulators.forEach((provider, simulator) -> accounts.add(new JsonObject()
                .put("id", provider)
                .put("merchant", Shop.MERCHANT)
                .put("provider", provider)
                .put("path", "/" + provider)
                .put("live", false)
                .put("settings", simulator.settings())));
        return accounts;
    }

    /** Says where the gateway takes notifications; once, before the first sale. */
    void connect(URI intake) {
        simulators.forEach((provider, simulator) -> simulator.connect(intake.resolve("/" + provider), provider));
    }

    /** So many of each life at each provider, with references of their own. */
    List<Sale> sales(String series, int ofEach) {
        List<Sale> sales = new ArrayList<>();
        for (String provider : simulators.keySet()) {
            for (Life life : Life.values()) {
                for (int number = 0; number < ofEach; number++) {
                    sales.add(new Sale("%s_%s_%s_%d".formatted(provider, series, life, number), AMOUNT, life));
                }
            }
        }
        return sales;
    }

    /** Whose account a sale is made with. */
    static String account(Sale sale) {
        return sale.reference().substring(0, sale.reference().indexOf('_'));
    }

    /** Begins the lives of payments; completes when the last of them has ended. */
    Future<?> begin(List<Sale> sales) {
        return Future.all(sales.stream()
                .map(sale -> simulators.get(account(sale)).begin(sale))
                .toList());
    }

    /** What all of them sent so far, and how it was answered. */
    Tally tally() {
        return simulators.values().stream().map(ProviderSimulator::tally).reduce(Ledger.NOTHING, Ledger::plus);
    }

    /** By reference, the status of each order at the end and what was refunded of it. */
    static Map<String, String> ends(List<Sale> sales) {
        Map<String, String> ends = new TreeMap<>();
        sales.forEach(sale -> ends.put(
                sale.reference(), sale.life().orderStatus() + " " + sale.life().refunded(AMOUNT.minorUnits())));
        return ends;
    }

    @Override
    public void close() throws Exception {
        for (ProviderSimulator simulator : simulators.values()) {
            await(simulator.close());
        }
        await(vertx.close());
        jars.close();
    }

    static <T> T await(Future<T> future) throws Exception {
        return future.await(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    }
}
