package io.quittance.core.store;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.quittance.core.store.LedgerChanges.ItemResult;
import io.quittance.core.testing.Posted;
import io.quittance.core.testing.PostgresTest;
import io.quittance.core.testing.TestDatabase;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.junit5.VertxExtension;
import io.vertx.sqlclient.SqlConnection;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@PostgresTest
@ExtendWith(VertxExtension.class)
final class AgendaWriterTest {

    // With a table of this size the planner looks items up one by one, in whatever order they are given.
    private static final String FILL = "insert into notification_item"
            + " (account_id, notification_id, position, item_key, subject, kind, effect, state)"
            + " select 'other', gen_random_uuid(), 0, 'k', 's' || n, 'k', 'payment', 'done' from generate_series(1, 50000) n";

    @Test
    void shouldLockItemsInTheOrderOfTheirKeysAsTheIntakeDoes(TestDatabase store, Vertx vertx) throws Exception {
        Database database = store.database(vertx);
        await(new InboxWriter(database.intake()).write(List.of(Posted.to("shop", "p0/1"), Posted.to("shop", "p1/1"))));
        store.execute(FILL);
        store.execute("analyze notification_item");
        List<UUID> ids = store
                .query("select notification_id as id from notification_item where account_id = 'shop' order by 1")
                .stream()
                .map(row -> (UUID) requireNonNull(row.get("id")))
                .toList();
        SqlConnection other = await(database.general().getConnection());
        await(other.begin());
        await(other.query(lock(ids.get(0))).execute());

        Future<String> decision = new LedgerStore(database.general())
                .decide(
                        new LedgerScope(List.of(), Set.of(), Map.of(), Set.of()),
                        snapshot -> LedgerStore.Decision.of(done(List.of(ids.get(1), ids.get(0))), "decided"));
        Awaitility.await()
                .atMost(Duration.ofMinutes(1))
                .until(() -> !store.query("select from pg_stat_activity where datname = current_database()"
                                + " and wait_event_type = 'Lock'")
                        .isEmpty());

        assertThat(store.query(lock(ids.get(1)) + " skip locked"))
                .as("what comes later is not locked yet")
                .hasSize(1);
        await(other.query("commit").execute());
        assertThat(await(decision)).isEqualTo("decided");
        assertThat(store.query("select distinct state from notification_item where account_id = 'shop'"))
                .containsExactly(Map.of("state", "done"));
    }

    private static String lock(UUID notification) {
        return "select position from notification_item where notification_id = '" + notification + "' for update";
    }

    private static LedgerChanges done(List<UUID> notifications) {
        List<ItemResult> items = notifications.stream()
                .map(id -> new ItemResult("shop", id, (short) 0, "done", 1, 0, null, null, Instant.now(), null, null))
                .toList();
        return new LedgerChanges(
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                items,
                List.of(),
                List.of(),
                LedgerChanges.Expectations.NONE,
                List.of(),
                LedgerChanges.CaseDecisions.NONE);
    }

    private static <T> T await(Future<T> future) throws TimeoutException {
        return future.await(1, TimeUnit.MINUTES);
    }
}
