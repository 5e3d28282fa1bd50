package io.quittance.core.reconcile;

import static io.quittance.core.reconcile.LedgerFixture.await;
import static io.quittance.core.reconcile.LedgerFixture.carried;
import static io.quittance.spi.PaymentStatus.PAID;
import static org.assertj.core.api.Assertions.assertThat;

import io.quittance.core.store.Database;
import io.quittance.core.testing.PostgresTest;
import io.quittance.core.testing.TestDatabase;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.junit5.VertxExtension;
import io.vertx.sqlclient.SqlConnection;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A payment that nobody has heard of has no row that could be locked. */
@PostgresTest
@ExtendWith(VertxExtension.class)
final class FirstOfAPaymentTest {

    @Test
    void shouldDecideAnewIfAnotherDecisionPutsThePaymentOnRecordMeanwhile(TestDatabase store, Vertx vertx)
            throws Exception {
        LedgerFixture ledger = new LedgerFixture(store, vertx);
        await(ledger.register("A1", 100));
        await(ledger.register("B2", 100));
        Database database = store.database(vertx);
        SqlConnection other = await(database.general().getConnection());
        await(other.begin());
        await(other.query(
                        "insert into payment (account_id, back_end, payment_id, merchant, order_reference, updated_at)"
                                + " values ('" + LedgerFixture.ACCOUNT + "', '', 'p1', '" + LedgerFixture.MERCHANT
                                + "', 'B2', now())")
                .execute());

        Future<Void> decided = ledger.observe(carried("p1", PAID, 20, 1));
        Awaitility.await()
                .atMost(Duration.ofMinutes(1))
                .until(() -> !store.query("select from pg_stat_activity where datname = current_database()"
                                + " and wait_event_type = 'Lock'")
                        .isEmpty());
        await(other.query("commit").execute());
        await(decided);
        await(database.close());

        assertThat(ledger.payment("p1")).isEqualTo("paid B2 true decided");
        assertThat(ledger.order("A1")).isEqualTo("awaiting_payment 0 0 v0");
        assertThat(ledger.events("B2")).containsExactly("order.paid");
    }
}
