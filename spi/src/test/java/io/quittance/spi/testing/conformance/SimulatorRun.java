package io.quittance.spi.testing.conformance;

import static io.quittance.spi.testing.conformance.Finding.require;

import io.quittance.spi.Money;
import io.quittance.spi.PaymentLookup;
import io.quittance.spi.PaymentLookup.Page;
import io.quittance.spi.PaymentLookup.Window;
import io.quittance.spi.PaymentProvider;
import io.quittance.spi.PaymentProviderFactory;
import io.quittance.spi.PaymentStatus;
import io.quittance.spi.simulator.Faults;
import io.quittance.spi.simulator.Life;
import io.quittance.spi.simulator.ProviderSimulator;
import io.quittance.spi.simulator.ProviderSimulatorFactory;
import io.quittance.spi.simulator.Sale;
import io.quittance.spi.simulator.SimulatorEnvironment;
import io.quittance.spi.simulator.Tally;
import io.quittance.spi.testing.TestingGateway;
import io.quittance.spi.testing.TestingLedger;
import io.quittance.spi.testing.TestingLedger.Entry;
import io.quittance.spi.testing.TestingPaymentStore;
import io.quittance.spi.testing.TestingProviderContext;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Sales at a simulated provider, whose notifications a provider takes over HTTP. */
final class SimulatorRun {

    private static final TestingPaymentStore STORE = new TestingPaymentStore();
    private static final int SALES_OF_EACH_LIFE = 6;
    private static final long AMOUNT = 12_991;
    private static final int PATIENCE_SECONDS = 300;

    private final Bench bench;
    private final PaymentProvider provider;
    private final TestingGateway gateway;
    private final ProviderSimulator simulator;
    private final List<Sale> sales = new ArrayList<>();

    private SimulatorRun(Bench bench, ProviderSimulator simulator) {
        Vertx vertx = bench.vertx();
        PaymentProviderFactory factory = bench.subject.factory();
        AccountSettings settings = AccountSettings.of(factory.manifest().settingsSchema(), simulator.settings());
        TestingProviderContext context = TestingGateway.overHttp(vertx, new TestingProviderContext(bench.clock));
        settings.secrets()
                .forEach((pointer, secret) ->
                        context.secret(pointer, secret.values().toArray(String[]::new)));
        this.bench = bench;
        this.simulator = simulator;
        this.provider = Bench.create(factory, settings.document(), context);
        this.gateway = TestingGateway.start(vertx, bench.clock, provider);
        simulator.connect(gateway.intake(), context.accountId());
        for (Life life : Life.values()) {
            for (int number = 0; number < SALES_OF_EACH_LIFE; number++) {
                sales.add(new Sale(life + "-" + number, new Money(AMOUNT, "EUR"), life));
            }
        }
    }

    /** Begins sales of every life, and waits for their ends. */
    static SimulatorRun of(Bench bench, Faults faults, long seed) {
        ProviderSimulatorFactory factory =
                bench.subject.simulator().orElseThrow(() -> new NotApplicable("The subject has no simulator()"));
        SimulatorRun run = new SimulatorRun(
                bench, get(factory.start(new SimulatorEnvironment(bench.vertx(), bench.clock, seed, faults))));
        get(Future.all(run.sales.stream().map(run.simulator::begin).toList()));
        return run;
    }

    Tally tally() {
        return simulator.tally();
    }

    /** Lists what there is, and reads each payment of it, since a list may leave much out. */
    void lookUpAll() {
        PaymentLookup lookup = provider.lookup().orElseThrow(() -> new NotApplicable("The provider has no lookup()"));
        Window window = new Window(
                bench.clock.instant().minus(Duration.ofHours(1)),
                bench.clock.instant().plus(Duration.ofHours(1)));
        require(gateway.ledger().all().isEmpty(), "something is known before anything is asked");
        Optional<String> cursor = Optional.empty();
        do {
            Optional<String> from = cursor;
            Page page = gateway.ask(() -> lookup.list(window, from, STORE));
            gateway.observe(page.payments());
            cursor = page.next();
        } while (cursor.isPresent());
        gateway.ledger()
                .all()
                .forEach(entry -> gateway.observe(gateway.ask(() -> lookup.byPayment(entry.payment(), STORE))));
    }

    void requirePromises() {
        TestingLedger ledger = gateway.ledger();
        sales.forEach(sale -> require(
                ledger.ofOrder(sale.reference()).stream().anyMatch(entry -> keeps(sale, entry)),
                "%s comes to %s, and none of these is %s of %s with %d refunded",
                sale,
                ledger.ofOrder(sale.reference()),
                expected(sale.life()),
                sale.amount(),
                sale.life().refunded(AMOUNT)));
    }

    private static boolean keeps(Sale sale, Entry entry) {
        return sale.amount().equals(entry.amount())
                && entry.refunded() == sale.life().refunded(AMOUNT)
                && expected(sale.life()).contains(entry.status().status());
    }

    private static List<PaymentStatus> expected(Life life) {
        return switch (life) {
            case PAID, PREPAID, AUTHORIZED_THEN_CAPTURED, FAILED_THEN_PAID -> List.of(PaymentStatus.PAID);
            case DECLINED -> List.of(PaymentStatus.FAILED);
            case PARTIALLY_REFUNDED -> List.of(PaymentStatus.PAID, PaymentStatus.PARTIALLY_REFUNDED);
            case REFUNDED_IN_PARTS -> List.of(PaymentStatus.PAID, PaymentStatus.REFUNDED);
            case CHARGED_BACK -> List.of(PaymentStatus.CHARGED_BACK);
            case CHARGEBACK_REVERSED -> List.of(PaymentStatus.DISPUTE_WON);
        };
    }

    private static <T> T get(Future<T> future) {
        try {
            return future.await(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            throw new Finding("the simulator has not ended its sales after " + PATIENCE_SECONDS
                    + " s: notifications are still refused, or not answered");
        }
    }
}
