package io.quittance.core.reconcile;

import static io.quittance.core.reconcile.LedgerFixture.MERCHANT;
import static io.quittance.core.reconcile.LedgerFixture.await;
import static io.quittance.core.reconcile.LedgerFixture.builder;
import static io.quittance.core.reconcile.LedgerFixture.carried;
import static io.quittance.core.reconcile.LedgerFixture.stored;
import static io.quittance.spi.PaymentStatus.AUTHORIZED;
import static io.quittance.spi.PaymentStatus.CANCELLED;
import static io.quittance.spi.PaymentStatus.FAILED;
import static io.quittance.spi.PaymentStatus.PAID;
import static org.assertj.core.api.Assertions.assertThat;

import io.quittance.core.reconcile.OrderDesk.Registration;
import io.quittance.core.testing.PostgresTest;
import io.quittance.core.testing.TestDatabase;
import io.quittance.spi.Money;
import io.quittance.spi.PaymentObservation.Source;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.junit5.VertxExtension;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@PostgresTest
@ExtendWith(VertxExtension.class)
final class LedgerOrderDeskTest {

    private TestDatabase store;
    private LedgerFixture ledger;

    @BeforeEach
    void setUp(TestDatabase given, Vertx vertx) {
        store = given;
        ledger = new LedgerFixture(given, vertx);
    }

    @Test
    void shouldKeepWhatTheMerchantSays() throws Exception {
        Instant expiry = Instant.parse("2026-03-02T00:00:00Z");
        OrderRequest request = new OrderRequest(
                MERCHANT, "A1", new Money(100, "EUR"), expiry, "shop", new JsonObject().put("basket", "7\0"));

        assertThat(await(ledger.desk().register(request))).isEqualTo(Registration.CREATED);

        assertThat(store.query(
                        "select *, expires_at = ?::timestamptz as as_said, metadata::text as note"
                                + " from merchant_order",
                        expiry.toString()))
                .singleElement()
                .satisfies(row -> assertThat(row)
                        .containsEntry("amount", 100L)
                        .containsEntry("currency", "EUR")
                        .containsEntry("account_id", "shop")
                        .containsEntry("as_said", true)
                        .containsEntry("version", 0L));
        assertThat(ledger.timeline("A1")).containsExactly("order_registered");
    }

    @Test
    void shouldDoNothingForTheSameAgain() throws Exception {
        Instant expiry = Instant.parse("2026-03-02T00:00:00.123456789Z");
        await(ledger.register("A1", 100, expiry));

        assertThat(await(ledger.register("A1", 100, expiry))).isEqualTo(Registration.SAME);
        await(ledger.observe(carried("p1", PAID, 20, 1)));
        assertThat(await(ledger.register("A1", 100, expiry))).isEqualTo(Registration.SAME);

        assertThat(ledger.events("A1")).containsExactly("order.paid");
        assertThat(ledger.timeline("A1")).filteredOn("order_registered"::equals).hasSize(1);
    }

    @Test
    void shouldAmendAnOrderWithoutMoney() throws Exception {
        await(ledger.register("A1", 100));
        await(ledger.observe(carried("p1", FAILED, 5, 1)));

        assertThat(await(ledger.register("A1", 200))).isEqualTo(Registration.AMENDED);

        assertThat(store.query("select amount from merchant_order"))
                .singleElement()
                .satisfies(row -> assertThat(row).containsEntry("amount", 200L));
        assertThat(await(ledger.register("A1", 150))).isEqualTo(Registration.AMENDED);

        assertThat(store.query("select detail->>'amount' as amount, detail->>'before' as before from timeline_entry"
                        + " where kind in ('order_registered', 'order_amended') order by entry_id"))
                .extracting(row -> row.get("before") + " -> " + row.get("amount"))
                .containsExactly("null -> 100 EUR", "100 EUR -> 200 EUR", "200 EUR -> 150 EUR");
        assertThat(ledger.events("A1")).containsExactly("order.failed");
    }

    @Test
    void shouldAmendAnOrderWhoseOnlyMoneyDoesNotCount() throws Exception {
        await(ledger.desk().register(new OrderRequest(MERCHANT, "A1", new Money(100, "USD"), null, null, null)));
        await(ledger.observe(carried("p1", PAID, 20, 1)));
        assertThat(ledger.cases()).containsExactly("currency_mismatch open A1");

        assertThat(await(ledger.register("A1", 100))).isEqualTo(Registration.AMENDED);

        assertThat(ledger.cases()).containsExactly("currency_mismatch closed A1");
        assertThat(ledger.events("A1")).containsExactly("case.opened", "order.paid", "case.resolved");
    }

    @Test
    void shouldNotAmendWhatIsPaid() throws Exception {
        await(ledger.register("A1", 100));
        await(ledger.observe(carried("p1", PAID, 20, 1)));

        assertThat(await(ledger.register("A1", 200))).isEqualTo(Registration.CONFLICT);
        assertThat(await(ledger.register("A1", 100, Instant.parse("2026-03-01T00:00:00Z"))))
                .isEqualTo(Registration.CONFLICT);

        assertThat(store.query("select amount, expires_at from merchant_order"))
                .singleElement()
                .satisfies(row -> assertThat(row).containsEntry("amount", 100L).containsEntry("expires_at", null));
        assertThat(ledger.events("A1")).containsExactly("order.paid");
    }

    @Test
    void shouldNotAmendWhatIsAuthorizedEvenInPart() throws Exception {
        await(ledger.register("A1", 100));
        await(ledger.observe(stored(
                "p1",
                1,
                builder("p1", Source.CARRIED, AUTHORIZED, 10)
                        .amount(new Money(60, "EUR"))
                        .build())));
        assertThat(ledger.order("A1")).startsWith("awaiting_payment");

        assertThat(await(ledger.register("A1", 60))).isEqualTo(Registration.CONFLICT);
        assertThat(ledger.order("A1")).startsWith("awaiting_payment");
    }

    @Test
    void shouldRegisterOnceHoweverManyAskAtOnce() throws Exception {
        List<Future<Registration>> asked =
                IntStream.range(0, 20).mapToObj(i -> ledger.register("A1", 100)).toList();

        await(Future.all(asked));

        assertThat(asked.stream().map(Future::result).filter(Registration.CREATED::equals))
                .hasSize(1);
        assertThat(asked.stream().map(Future::result).filter(Registration.SAME::equals))
                .hasSize(19);
        assertThat(ledger.timeline("A1")).containsExactly("order_registered");
    }

    @Test
    void shouldNotCancelWhatNobodyRegistered() throws Exception {
        assertThat(await(ledger.desk().cancel(MERCHANT, "A1"))).isFalse();
        assertThat(store.query("select from merchant_order")).isEmpty();
        await(ledger.observe(carried("p1", PAID, 20, 1)));

        assertThat(await(ledger.desk().cancel(MERCHANT, "A1"))).isFalse();
    }

    @Test
    void shouldCancelOnce() throws Exception {
        await(ledger.register("A1", 100));

        assertThat(await(ledger.desk().cancel(MERCHANT, "A1"))).isTrue();
        assertThat(await(ledger.desk().cancel(MERCHANT, "A1"))).isTrue();

        assertThat(ledger.order("A1")).isEqualTo("cancelled 0 0 v1");
        assertThat(ledger.events("A1")).containsExactly("order.cancelled");
        assertThat(ledger.timeline("A1")).containsExactly("order_registered", "order_cancelled", "order_changed");
        assertThat(ledger.event("A1", 1).getString("reason")).isEqualTo("the merchant gave up waiting");
    }

    @Test
    void shouldOpenACaseForMoneyAfterTheCancel() throws Exception {
        await(ledger.register("A1", 100));
        await(ledger.desk().cancel(MERCHANT, "A1"));

        await(ledger.observe(carried("p1", PAID, 20, 1)));

        assertThat(ledger.order("A1")).isEqualTo("paid 100 0 v3");
        assertThat(ledger.cases()).containsExactly("paid_after_cancel open A1");
    }

    @Test
    void shouldRememberTheCancelOfAnOrderWhosePaymentWasCancelledAnyway() throws Exception {
        await(ledger.register("A1", 100));
        await(ledger.observe(carried("p1", CANCELLED, 5, 1)));

        await(ledger.desk().cancel(MERCHANT, "A1"));

        assertThat(ledger.events("A1")).containsExactly("order.cancelled");
        await(ledger.observe(carried("p2", PAID, 20, 2)));
        assertThat(ledger.cases()).containsExactly("paid_after_cancel open A1");
    }

    @Test
    void shouldRememberTheCancelOfAnAuthorizedOrder() throws Exception {
        await(ledger.register("A1", 100));
        await(ledger.observe(carried("p1", AUTHORIZED, 10, 1)));

        await(ledger.desk().cancel(MERCHANT, "A1"));

        assertThat(ledger.order("A1")).isEqualTo("authorized 0 0 v1");
        await(ledger.observe(carried("p1", PAID, 20, 2)));
        assertThat(ledger.cases()).containsExactly("paid_after_cancel open A1");
    }

    @Test
    void shouldNotCancelWhatIsPaid() throws Exception {
        await(ledger.register("A1", 100));
        await(ledger.observe(carried("p1", PAID, 20, 1)));

        assertThat(await(ledger.desk().cancel(MERCHANT, "A1"))).isTrue();

        assertThat(ledger.order("A1")).isEqualTo("paid 100 0 v1");
        assertThat(ledger.cases()).isEmpty();
        assertThat(ledger.timeline("A1")).doesNotContain("order_cancelled");
    }
}
