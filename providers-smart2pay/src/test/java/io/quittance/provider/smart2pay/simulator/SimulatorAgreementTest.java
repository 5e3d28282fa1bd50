package io.quittance.provider.smart2pay.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import io.quittance.provider.smart2pay.Smart2PayProviderFactory;
import io.quittance.spi.Money;
import io.quittance.spi.PaymentLookup;
import io.quittance.spi.PaymentLookup.Page;
import io.quittance.spi.PaymentLookup.Window;
import io.quittance.spi.PaymentProvider;
import io.quittance.spi.PaymentStatus;
import io.quittance.spi.simulator.Faults;
import io.quittance.spi.simulator.Faults.Api;
import io.quittance.spi.simulator.Faults.Delivery;
import io.quittance.spi.simulator.Faults.Strangers;
import io.quittance.spi.simulator.Life;
import io.quittance.spi.simulator.ProviderSimulator;
import io.quittance.spi.simulator.Sale;
import io.quittance.spi.simulator.SimulatorEnvironment;
import io.quittance.spi.simulator.Tally;
import io.quittance.spi.testing.TestingGateway;
import io.quittance.spi.testing.TestingLedger;
import io.quittance.spi.testing.TestingPaymentStore;
import io.quittance.spi.testing.TestingProviderContext;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The plugin, driven by the simulator, comes to what each life promises. */
@Timeout(120)
class SimulatorAgreementTest {

    private static final TestingPaymentStore STORE = new TestingPaymentStore();

    private static final int SALES_OF_EACH_LIFE = 6;
    private static final long AMOUNT = 12_991;

    private final Vertx vertx = Vertx.vertx();
    private final Clock clock = Clock.systemUTC();

    @AfterEach
    void closeVertx() throws Exception {
        vertx.close().await(20, TimeUnit.SECONDS);
    }

    @Test
    void shouldAgreeAboutEachLife() {
        Run run = run(Faults.none(), 1);

        run.sales.forEach(sale -> assertPromiseKept(sale, run.ledger));
        assertThat(run.tally.acknowledged()).isEqualTo(run.tally.sent()).isEqualTo(run.tally.attempts());
    }

    @Test
    void shouldAgreeWhateverGoesWrong() {
        Faults faults = new Faults(
                new Delivery(0.3, 0.5, Duration.ofMillis(500), 0.1, 0.1, 0, 0.3),
                new Strangers(0.3, 0.3),
                new Api(0, 0.1, Duration.ZERO, Duration.ofSeconds(1)));

        Run run = run(faults, 2);

        run.sales.forEach(sale -> assertPromiseKept(sale, run.ledger));
        assertThat(run.tally.acknowledged()).isEqualTo(run.tally.sent());
        assertThat(run.tally.attempts()).isGreaterThan(run.tally.sent());
        assertThat(run.tally.hostileRefused()).isEqualTo(run.tally.hostile()).isPositive();
    }

    @Test
    void shouldAgreeWithoutAnyNotification() {
        Faults faults = new Faults(
                new Delivery(0, 0, Duration.ZERO, 0, 0, 1, 0),
                Faults.none().strangers(),
                Faults.none().api());

        Run run = run(faults, 3);
        assertThat(run.ledger.all()).isEmpty();
        lookUpAll(run);

        run.sales.forEach(sale -> assertPromiseKept(sale, run.ledger));
        assertThat(run.tally.sent()).isZero();
        assertThat(run.tally.apiCalls()).isZero();
    }

    private record Run(
            List<Sale> sales, PaymentProvider provider, TestingGateway gateway, TestingLedger ledger, Tally tally) {}

    private Run run(Faults faults, long seed) {
        ProviderSimulator simulator = new Smart2PaySimulatorFactory()
                .start(new SimulatorEnvironment(vertx, clock, seed, faults))
                .await();
        TestingProviderContext context = TestingGateway.overHttp(vertx, new TestingProviderContext(clock))
                .secret("/sites/0/apiKey", Site.ALL.get(0).apiKeys().toArray(String[]::new))
                .secret("/sites/1/apiKey", Site.ALL.get(1).apiKeys().toArray(String[]::new));
        PaymentProvider provider = new Smart2PayProviderFactory().create(simulator.settings(), context);
        TestingGateway gateway = TestingGateway.start(vertx, clock, provider);
        simulator.connect(gateway.intake(), context.accountId());
        List<Sale> sales = sales();
        Future.all(sales.stream().map(simulator::begin).toList()).await();
        return new Run(sales, provider, gateway, gateway.ledger(), simulator.tally());
    }

    /** Lists what there is, and reads each payment of it, since a list may leave much out. */
    private void lookUpAll(Run run) {
        PaymentLookup lookup = run.provider.lookup().orElseThrow();
        Window window = new Window(
                clock.instant().minus(Duration.ofHours(1)), clock.instant().plus(Duration.ofHours(1)));
        Optional<String> cursor = Optional.empty();
        do {
            Optional<String> from = cursor;
            Page page = run.gateway.ask(() -> lookup.list(window, from, STORE));
            run.gateway.observe(page.payments());
            cursor = page.next();
        } while (cursor.isPresent());
        run.ledger
                .all()
                .forEach(entry -> run.gateway.observe(run.gateway.ask(() -> lookup.byPayment(entry.payment(), STORE))));
    }

    private static List<Sale> sales() {
        List<Sale> sales = new ArrayList<>();
        for (Life life : Life.values()) {
            for (int number = 0; number < SALES_OF_EACH_LIFE; number++) {
                sales.add(new Sale(life + "-" + number, new Money(AMOUNT, "EUR"), life));
            }
        }
        return sales;
    }

    private static void assertPromiseKept(Sale sale, TestingLedger ledger) {
        assertThat(ledger.ofOrder(sale.reference()))
                .as("%s: %s", sale, ledger.ofOrder(sale.reference()))
                .filteredOn(entry ->
                        sale.life() == Life.DECLINED || !entry.status().status().isUnsuccessful())
                .anySatisfy(entry -> {
                    assertThat(entry.amount()).isEqualTo(sale.amount());
                    assertThat(entry.refunded()).isEqualTo(sale.life().refunded(AMOUNT));
                    assertThat(entry.status().status()).isIn(expected(sale.life()));
                });
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
}
