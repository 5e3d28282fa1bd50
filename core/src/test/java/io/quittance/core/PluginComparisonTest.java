package io.quittance.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import io.quittance.core.plugin.TestingAccounts;
import io.quittance.core.replay.Difference;
import io.quittance.core.replay.Difference.About;
import io.quittance.core.replay.ProviderComparison.Total;
import io.quittance.core.store.NotificationFilter;
import io.quittance.core.store.ReplayFilter;
import io.quittance.core.testing.FakeProvider;
import io.quittance.core.testing.PostgresTest;
import io.quittance.core.testing.TestDatabase;
import io.quittance.spi.Acknowledgement;
import io.quittance.spi.IntakeOutcome;
import io.quittance.spi.Money;
import io.quittance.spi.NotificationItem;
import io.quittance.spi.ObservedStatus;
import io.quittance.spi.OrderMatch;
import io.quittance.spi.PaymentKey;
import io.quittance.spi.PaymentObservation;
import io.quittance.spi.PaymentObservation.Source;
import io.quittance.spi.PaymentStatus;
import io.quittance.spi.ReconciliationWork;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.junit5.VertxExtension;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Two versions of a plugin over what one of them took. */
@PostgresTest
@ExtendWith(VertxExtension.class)
final class PluginComparisonTest {

    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final List<String> LEDGER = List.of(
            "notification_item",
            "payment",
            "payment_observation",
            "timeline_entry",
            "discrepancy_case",
            "subject_claim");

    private final List<Difference> found = new ArrayList<>();
    private Vertx vertx;
    private TestDatabase store;
    private TestingInstance instance;

    @BeforeEach
    void setUp(TestDatabase given, Vertx started) throws Exception {
        vertx = started;
        store = given;
        instance = TestingInstance.start(vertx, given, Map.of("shop", provider(), "other", provider()));
        for (String payment : List.of("p1", "p2", "p3")) {
            assertThat(instance.post("shop", payment)).isEqualTo(204);
        }
        assertThat(instance.post("other", "p4")).isEqualTo(204);
        await().atMost(PATIENCE)
                .until(() -> store.query("select from notification_item where state = 'done'")
                                .size()
                        == 4);
    }

    @AfterEach
    void tearDown() throws Exception {
        instance.close();
    }

    @Test
    void shouldFindNoDifferenceBetweenEqualVersions() throws Exception {
        Total total = compare(provider(), "shop", "other");

        assertThat(found).isEmpty();
        assertThat(total).isEqualTo(new Total(4, 0, Map.of()));
    }

    @Test
    void shouldTellWhatIsReadDifferently() throws Exception {
        FakeProvider next = provider().parsing(inbound -> switch (inbound.body().toString()) {
            case "p1" -> throw new IllegalStateException();
            case "p2" -> List.of(NotificationItem.payment("p2", "p2", "chargeback"));
            default -> item(inbound.body().toString());
        });

        Total total = compare(next, "shop");

        assertThat(found)
                .filteredOn(difference -> difference.about() == About.NOTIFICATION)
                .extracting(Difference::before, Difference::after)
                .containsExactlyInAnyOrder(
                        tuple("payment of \"p1\" (payment), key p1", "cannot be read"),
                        tuple("payment of \"p2\" (payment), key p2", "chargeback of \"p2\" (payment), key p2"));
        assertThat(total.notifications()).isEqualTo(3);
        assertThat(total.differences()).containsEntry(About.NOTIFICATION, 2);
    }

    @Test
    void shouldTellWhatWouldBeDecidedDifferently() throws Exception {
        Map<String, Long> before = counts();
        FakeProvider next = provider()
                .reconciling(work ->
                        observed(work, work.subject().equals("p2") ? PaymentStatus.FAILED : PaymentStatus.PAID));

        Total total = compare(next, "shop", "other");

        assertThat(found)
                .filteredOn(difference -> difference.about() == About.PAYMENT)
                .containsExactly(new Difference(
                        About.PAYMENT,
                        "shop p2",
                        "paid (paid), captured 100, refunded 0",
                        "failed (failed), captured 0, refunded 0"));
        assertThat(total.differences())
                .as("its case of an unknown order is another one then")
                .isEqualTo(Map.of(About.PAYMENT, 1, About.CASE, 2));
        assertThat(counts()).isEqualTo(before);
    }

    @Test
    void shouldTellWhatIsAnsweredDifferently() throws Exception {
        FakeProvider next = provider()
                .acknowledging(outcome -> outcome == IntakeOutcome.ACCEPTED
                        ? new Acknowledgement(200, Map.of(), Buffer.buffer("[accepted]"))
                        : Acknowledgement.standard(outcome, 204));

        Total total = compare(next, "shop");

        assertThat(found).containsExactly(new Difference(About.ANSWER, "shop accepted", "204", "200 [accepted]"));
        assertThat(total).isEqualTo(new Total(3, 0, Map.of(About.ANSWER, 1)));
    }

    @Test
    void shouldSayOfHowManyNothingCouldBeFoundOut() throws Exception {
        FakeProvider next = provider().reconciling(work -> Future.failedFuture("down"));

        assertThat(compare(next, "shop").unanswered()).isEqualTo(3);
    }

    private Total compare(FakeProvider next, String... accounts) throws Exception {
        ReplayFilter filter = new ReplayFilter(
                new NotificationFilter(null, null, null, null, null, null, null, null, null, 1),
                null,
                null,
                Set.of(accounts));
        return new PluginComparison(vertx, store.database(vertx), Clock.systemUTC())
                .run(configured(provider()), configured(next), filter, found::add, total -> {})
                .await(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    }

    private static Configured configured(FakeProvider provider) {
        Map<String, FakeProvider> providers = Map.of("shop", provider, "other", provider);
        return new Configured(TestingInstance.configurationOf(providers), TestingAccounts.plugins(providers), null);
    }

    private Map<String, Long> counts() {
        Map<String, Long> counts = new TreeMap<>();
        LEDGER.forEach(table -> counts.put(table, (Long)
                store.query("select count(*) as count from " + table).get(0).get("count")));
        return counts;
    }

    private static FakeProvider provider() {
        return new FakeProvider()
                .parsing(inbound -> item(inbound.body().toString()))
                .reconciling(work -> observed(work, PaymentStatus.PAID));
    }

    private static List<NotificationItem> item(String payment) {
        return List.of(NotificationItem.payment(payment, payment, "payment"));
    }

    private static Future<List<PaymentObservation>> observed(ReconciliationWork work, PaymentStatus status) {
        ObservedStatus told = ObservedStatus.of(status, 30, status.name().toLowerCase(Locale.ROOT));
        return Future.succeededFuture(work.items().stream()
                .map(item -> PaymentObservation.builder(PaymentKey.of(work.subject()), Source.CARRIED, told)
                        .amount(new Money(100, "EUR"))
                        .order(OrderMatch.notTold())
                        .evidence(item.notification())
                        .build())
                .toList());
    }
}
