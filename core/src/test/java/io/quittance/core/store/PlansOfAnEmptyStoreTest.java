package io.quittance.core.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.quittance.core.store.LedgerScope.CaseKey;
import io.quittance.core.store.LedgerStore.Decision;
import io.quittance.core.testing.Posted;
import io.quittance.core.testing.PostgresTest;
import io.quittance.core.testing.TestDatabase;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.junit5.VertxExtension;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * A new installation plans its statements for tables that are empty and keeps the plans. The first burst comes before any
 * statistics do.
 */
@PostgresTest
@ExtendWith(VertxExtension.class)
final class PlansOfAnEmptyStoreTest {

    /** So often that prepared statements come to the plan that they keep. */
    private static final int ROUNDS = 8;

    private static final int CLAIMED = 100;

    /** The few levels of an index, for each that is claimed and the four times as many that are looked at. */
    private static final long FAIR = 20 * CLAIMED;

    private static final List<String> BURST = List.of(
            "create temp table n as select i, gen_random_uuid() as id from generate_series(1, 20000) i",
            "insert into notification select 'shop', id, now(), 'accepted', 'test', 'POST', '/', '', '', '[]', '{}' from n",
            "insert into notification_item select 'shop', id, 0, 'p' || i || '/1', 'p' || i, 'payment', 'payment', 'waiting',"
                    + " 0, 0, now() - interval '1 minute', null from n",
            "insert into discrepancy_case select 'merchant', id, 'shop', 'unknown_order', 'payment p' || i, null, null, null,"
                    + " null, 'open', '', '', '', now(), null from n");

    @Test
    void shouldReadNoMoreThanItNeedsOfTheFirstBurst(TestDatabase store, Vertx vertx) throws Exception {
        store.execute("alter table notification_item set (autovacuum_enabled = off)");
        store.execute("alter table discrepancy_case set (autovacuum_enabled = off)");
        Database database = store.database(vertx);
        ClaimStore claims = new ClaimStore(database.general(), UUID.randomUUID());
        LedgerStore ledger = new LedgerStore(database.general());
        InboxWriter inbox = new InboxWriter(database.intake());
        for (int round = 0; round < ROUNDS; round++) {
            result(inbox.write(List.of(Posted.to("shop", "early" + round + "/1"))));
            reconcile(claims, ledger);
        }
        store.execute("update notification_item set next_attempt_at = null");
        store.execute("vacuum analyze notification_item");
        reconcile(claims, ledger);
        store.execute(String.join(";", BURST));
        Map<String, Long> before = read(store);

        assertThat(reconcile(claims, ledger)).isEqualTo(CLAIMED);
        result(database.close());
        await().atMost(Duration.ofSeconds(20)).until(() -> connections(store) == 0);

        read(store)
                .forEach((name, amount) -> assertThat(amount - before.getOrDefault(name, 0L))
                        .as(name)
                        .isLessThan(FAIR));
    }

    private static int reconcile(ClaimStore claims, LedgerStore ledger) throws TimeoutException {
        List<Claim> claimed = result(claims.claim(Map.of("shop", CLAIMED)));
        assertThat(result(claims.load(claimed))).hasSameSizeAs(claimed);
        Set<CaseKey> about = claimed.stream()
                .map(claim -> new CaseKey("merchant", "payment " + claim.subject()))
                .collect(Collectors.toSet());
        result(ledger.decide(
                new LedgerScope(claimed, Set.of(), Map.of(), about),
                snapshot -> Decision.of(LedgerChanges.NONE, true)));
        return claimed.size();
    }

    /** Blocks read of each index, and rows of each table that was read from end to end. */
    private static Map<String, Long> read(TestDatabase store) {
        Map<String, Long> read = new HashMap<>();
        store.query(
                        "select indexrelname as name, idx_blks_read + idx_blks_hit as amount from pg_statio_user_indexes union all"
                                + " select relname, seq_tup_read from pg_stat_user_tables")
                .forEach(row -> read.put(String.valueOf(row.get("name")), (Long) row.get("amount")));
        return read;
    }

    private static long connections(TestDatabase store) {
        return store.query(
                        "select from pg_stat_activity where datname = current_database() and application_name = 'quittance'"
                                + " and pid <> pg_backend_pid()")
                .size();
    }

    private static <T> T result(Future<T> future) throws TimeoutException {
        return future.await(1, TimeUnit.MINUTES);
    }
}
