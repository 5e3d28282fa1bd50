package io.quittance.core.reconcile;

import static io.quittance.core.reconcile.ReconcilerFixture.await;
import static io.quittance.core.reconcile.ReconcilerFixture.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import io.quittance.core.reconcile.OrderDesk.Registration;
import io.quittance.core.reconcile.ReconcilerFixture.Node;
import io.quittance.core.store.LedgerStore;
import io.quittance.core.testing.FakeProvider;
import io.quittance.core.testing.Posted;
import io.quittance.core.testing.PostgresTest;
import io.quittance.core.testing.TestDatabase;
import io.quittance.core.testing.TestSeed;
import io.quittance.spi.Money;
import io.quittance.spi.ObservedStatus;
import io.quittance.spi.OrderMatch;
import io.quittance.spi.PaymentKey;
import io.quittance.spi.PaymentObservation;
import io.quittance.spi.PaymentObservation.Source;
import io.quittance.spi.PaymentStatus;
import io.quittance.spi.ReconciliationWork;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.junit5.VertxExtension;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Supplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A notification that comes before its order waits, and is decided the moment the order is registered, at whichever node. */
@PostgresTest
@ExtendWith(VertxExtension.class)
final class ParkingTest {

    private static final int RACES = 400;
    private static final AccountTerms TERMS = new AccountTerms(false, 0, false);

    private final List<Node> nodes = new ArrayList<>();
    private final List<LedgerOrderDesk> desks = new ArrayList<>();
    private TestDatabase store;
    private ReconcilerFixture fixture;
    private LedgerFixture ledger;

    @BeforeEach
    void setUp(TestDatabase given, Vertx vertx) throws Exception {
        store = given;
        fixture = new ReconcilerFixture(vertx, given);
        ledger = new LedgerFixture(given, vertx);
        for (int number = 0; number < 2; number++) {
            Node node = fixture.node(Map.of("shop", new FakeProvider().reconciling(ParkingTest::paid)))
                    .start();
            nodes.add(node);
            desks.add(new LedgerOrderDesk(
                    new LedgerStore(node.database().general()), account -> TERMS, order -> List.of(), fixture.clock()));
        }
    }

    @Test
    void shouldDecideWhatCameHoursBeforeWithTheRegistrationItselfAtAnotherNode() throws Exception {
        nodes.get(0).take(Posted.at(fixture.clock().instant(), "shop", "p1/1"));
        fixture.eventually("p1", "done");
        assertThat(ledger.payment("p1")).isEqualTo("paid p1 false parked");
        assertThat(ledger.cases()).containsExactly("unknown_order open p1");
        fixture.clock().advance(Duration.ofHours(5));

        assertThat(await(register(1, "p1"))).isEqualTo(Registration.CREATED);

        // Nothing is awaited: whoever was told that the order is registered may read that it is paid.
        assertThat(ledger.order("p1")).isEqualTo("paid 100 0 v1");
        assertThat(ledger.payment("p1")).isEqualTo("paid p1 true decided");
        assertThat(ledger.cases()).containsExactly("unknown_order closed p1");
        assertThat(ledger.events("p1")).containsExactly("order.paid");
    }

    @Test
    void shouldDecideWhatComesAfterTheRegistrationAtAnotherNode() throws Exception {
        await(register(1, "p1"));

        nodes.get(0).take(Posted.at(fixture.clock().instant(), "shop", "p1/1"));

        eventually(() -> ledger.order("p1").equals("paid 100 0 v1"));
        assertThat(ledger.cases()).isEmpty();
    }

    @Test
    void shouldDecideWhoeverWinsWhenNotificationsAndRegistrationsRaceOnTwoNodes() throws Exception {
        Random random = TestSeed.random(0);
        List<Supplier<Future<?>>> starts = new ArrayList<>();
        for (int race = 0; race < RACES; race++) {
            String reference = "p" + race;
            List<Supplier<Future<?>>> both = new ArrayList<>();
            both.add(() -> register(random.nextInt(2), reference));
            both.add(() -> take(random.nextInt(2), reference));
            Collections.shuffle(both, random);
            starts.addAll(both);
        }

        // So many at a time that those of one order do meet, and few enough for the pools.
        for (int from = 0; from < starts.size(); from += 20) {
            await(Future.all(
                    starts.subList(from, from + 20).stream().map(Supplier::get).toList()));
        }

        eventually(() -> store.query("select from merchant_order where status = 'paid' and version = 1")
                        .size()
                == RACES);
        assertThat(store.query("select from order_event")).hasSize(RACES);
        assertThat(store.query("select from order_event where type = 'order.paid'"))
                .hasSize(RACES);
        assertThat(store.query("select from payment where state = 'decided' and counts"))
                .hasSize(RACES);
        assertThat(store.query("select from discrepancy_case where state = 'open'"))
                .isEmpty();
    }

    private Future<Registration> register(int node, String reference) {
        return desks.get(node)
                .register(new OrderRequest("merchant", reference, new Money(100, "EUR"), null, null, null));
    }

    private Future<Void> take(int node, String reference) {
        return nodes.get(node)
                .writer()
                .write(List.of(Posted.at(fixture.clock().instant(), "shop", reference + "/1")))
                .onSuccess(durable -> nodes.get(node).reconciler().wake())
                .mapEmpty();
    }

    /** What is named like its order is paid. */
    private static Future<List<PaymentObservation>> paid(ReconciliationWork work) {
        return Future.succeededFuture(List.of(PaymentObservation.builder(
                        PaymentKey.of(work.subject()), Source.READ, ObservedStatus.of(PaymentStatus.PAID, 20, "2"))
                .amount(new Money(100, "EUR"))
                .order(OrderMatch.matched(work.subject()))
                .build()));
    }
}
