package io.quittance.core.polling;

import static io.quittance.core.reconcile.ReconcilerFixture.await;
import static io.quittance.core.reconcile.ReconcilerFixture.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import io.quittance.core.reconcile.LedgerFixture;
import io.quittance.core.reconcile.LedgerOrderDesk;
import io.quittance.core.reconcile.OrderRequest;
import io.quittance.core.reconcile.ReconcilerFixture;
import io.quittance.core.reconcile.ReconcilerFixture.Node;
import io.quittance.core.testing.FakeProvider;
import io.quittance.core.testing.PostgresTest;
import io.quittance.core.testing.TestDatabase;
import io.quittance.spi.Money;
import io.vertx.core.Vertx;
import io.vertx.junit5.VertxExtension;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** An order expires at its moment, although nobody sends anything. */
@PostgresTest
@ExtendWith(VertxExtension.class)
final class ExpirySweepTest {

    private TestDatabase store;
    private LedgerFixture ledger;
    private ReconcilerFixture nodes;
    private LedgerOrderDesk desk;

    @BeforeEach
    void setUp(TestDatabase given, Vertx vertx) {
        store = given;
        ledger = new LedgerFixture(given, vertx);
        nodes = new ReconcilerFixture(vertx, given);
        desk = ledger.desk(nodes.clock());
    }

    @Test
    void shouldExpireAtTheMomentAndNotBefore() throws Exception {
        register("A1", Duration.ofMinutes(10));
        register("A2", Duration.ofMinutes(20));
        node().startExpiries();

        nodes.clock().advance(Duration.ofMinutes(10));

        eventually(() -> ledger.order("A1").equals("expired 0 0 v1"));
        assertThat(ledger.events("A1")).containsExactly("order.expired");
        assertThat(ledger.order("A2")).startsWith("awaiting_payment");
        nodes.clock().advance(Duration.ofMinutes(10));
        eventually(() -> ledger.order("A2").startsWith("expired"));
        eventually(() -> waiting() == 0);
    }

    @Test
    void shouldExpireAfterARestartWhatExpiredMeanwhile() throws Exception {
        register("A1", Duration.ofMinutes(10));
        nodes.clock().advance(Duration.ofDays(2));

        node().startExpiries();

        eventually(() -> ledger.order("A1").startsWith("expired"));
    }

    @Test
    void shouldExpireOnceWithManyNodesAndOrders() throws Exception {
        for (int i = 0; i < 250; i++) {
            register("A" + i, Duration.ofMinutes(10));
        }
        nodes.clock().advance(Duration.ofMinutes(10));

        for (int i = 0; i < 3; i++) {
            node().startExpiries();
        }

        eventually(() -> waiting() == 0);
        assertThat(store.query("select from merchant_order where status = 'expired' and version = 1"))
                .hasSize(250);
        assertThat(store.query("select from order_event")).hasSize(250);
    }

    @Test
    void shouldLeaveAnOrderThatIsPaidAsItIs() throws Exception {
        await(desk.register(request("p1", nodes.clock().instant().plus(Duration.ofMinutes(10)))));
        node().start().startExpiries();
        nodes.post("shop", "p1/success/0");
        eventually(() -> ledger.order("p1").startsWith("paid"));

        nodes.clock().advance(Duration.ofMinutes(10));

        eventually(() -> waiting() == 0);
        assertThat(ledger.order("p1")).isEqualTo("paid 100 0 v1");
    }

    @Test
    void shouldFollowAnAmendment() throws Exception {
        register("A1", Duration.ofMinutes(10));
        register("A1", Duration.ofMinutes(30));
        register("A2", Duration.ofMinutes(15));
        node().startExpiries();

        nodes.clock().advance(Duration.ofMinutes(15));

        eventually(() -> ledger.order("A2").startsWith("expired"));
        assertThat(ledger.order("A1")).startsWith("awaiting_payment");
    }

    @Test
    void shouldNotLetOneThatCannotBeDecidedHoldUpTheOthers() throws Exception {
        register("A1", Duration.ofMinutes(10));
        register("A2", Duration.ofMinutes(10));
        store.execute("alter table merchant_order add constraint c check (reference <> 'A1' or status <> 'expired')");
        node().startExpiries();

        nodes.clock().advance(Duration.ofMinutes(10));

        eventually(() -> ledger.order("A2").startsWith("expired"));
        eventually(() -> store.query(
                                "select from merchant_order where expiry_due_at > ?::timestamptz",
                                nodes.clock().instant().toString())
                        .size()
                == 1);
        assertThat(ledger.order("A1")).startsWith("awaiting_payment");
    }

    private void register(String reference, Duration expires) throws TimeoutException {
        await(desk.register(request(reference, nodes.clock().instant().plus(expires))));
    }

    private static OrderRequest request(String reference, Instant expiresAt) {
        return new OrderRequest("merchant", reference, new Money(100, "EUR"), expiresAt, null, null);
    }

    private Node node() throws TimeoutException {
        return nodes.node(Map.of("shop", new FakeProvider().reconciling(Claims::carried)));
    }

    private int waiting() {
        return store.query("select from merchant_order where expiry_due_at is not null")
                .size();
    }
}
