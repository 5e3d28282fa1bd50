package io.quittance.core.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import io.quittance.core.store.Claim;
import io.quittance.core.store.ClaimStore;
import io.quittance.core.store.Database;
import io.quittance.core.store.DeliveryStore;
import io.quittance.core.store.EndpointKey;
import io.quittance.core.testing.PostgresTest;
import io.quittance.core.testing.TestDatabase;
import io.quittance.spi.PaymentStatus;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.junit5.VertxExtension;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What changes again and again is changed in place: no index gets an entry, and vacuum has nothing to find. */
@PostgresTest
@ExtendWith(VertxExtension.class)
final class HotUpdatesTest {

    private static final int CHANGES = 6;
    private static final Duration UNTIL_COUNTED = Duration.ofMinutes(1);

    @Test
    void shouldChangeOrdersAndPaymentsInPlace(TestDatabase store, Vertx vertx) throws Exception {
        LedgerFixture ledger = new LedgerFixture(store, vertx);
        await(ledger.register("A1", 100));
        List<PaymentStatus> statuses = List.of(PaymentStatus.PENDING, PaymentStatus.AUTHORIZED, PaymentStatus.PAID);
        for (int change = 0; change < CHANGES; change++) {
            await(ledger.observe(LedgerFixture.carried("p1", statuses.get(change / 2), change, change)));
        }

        // A payment's row comes with what is first known of it.
        inPlace(store, "payment", CHANGES - 1, 0);
        // An order is registered once, and an index has when it expires.
        inPlace(store, "merchant_order", 3, 1);
    }

    @Test
    void shouldChangeClaimsAndLeasesInPlace(TestDatabase store, Vertx vertx) throws Exception {
        store.execute("insert into subject_claim select 'shop', 's' || i, gen_random_uuid(), i, now() from"
                + " generate_series(1, 50) i");
        store.execute("insert into notification_item select 'shop', gen_random_uuid(), 0, 'k', 's' || i, 'payment',"
                + " 'payment', 'waiting', 0, 0, now() - interval '1 minute' from generate_series(1, 50) i");
        store.execute(
                "insert into delivery select 'merchant', gen_random_uuid(), 'web', 'R' || i, 1, gen_random_uuid(),"
                        + " 'order.paid', 'pending', 0, now(), null, now() from generate_series(1, 50) i");
        Database database = store.database(vertx);
        ClaimStore claims = new ClaimStore(database.general(), UUID.randomUUID());
        DeliveryStore deliveries = new DeliveryStore(database.general(), UUID.randomUUID());

        List<Claim> held = await(claims.claim(Map.of("shop", 20)));
        assertThat(held).hasSize(20);
        await(claims.renew(held));
        await(claims.renew(held));
        await(deliveries.claim(
                Map.of(new EndpointKey("merchant", "web"), 10), Instant.now().plusSeconds(60)));
        await(database.close());

        inPlace(store, "subject_claim", 60, 0);
        inPlace(store, "delivery", 10, 0);
    }

    private static void inPlace(TestDatabase store, String table, long changes, long others) {
        Awaitility.await().atMost(UNTIL_COUNTED).untilAsserted(() -> {
            Map<String, ?> counted = store.query(
                            "select n_tup_upd as all, n_tup_upd - n_tup_hot_upd as others"
                                    + " from pg_stat_user_tables where relname = ?",
                            table)
                    .get(0);
            assertThat((Long) counted.get("all")).as(table).isGreaterThanOrEqualTo(changes);
            assertThat((Long) counted.get("others")).as(table).isLessThanOrEqualTo(others);
        });
    }

    private static <T> T await(Future<T> future) throws TimeoutException {
        return future.await(1, TimeUnit.MINUTES);
    }
}
