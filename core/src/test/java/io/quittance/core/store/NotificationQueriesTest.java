package io.quittance.core.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.quittance.core.testing.PostgresTest;
import io.quittance.core.testing.TestDatabase;
import io.vertx.core.Vertx;
import io.vertx.junit5.VertxExtension;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Tuple;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Pages must come from an index, however many notifications there are. */
@PostgresTest
@ExtendWith(VertxExtension.class)
class NotificationQueriesTest {

    private static final int MANY = 20_000;

    private Pool pool;

    @BeforeEach
    void fill(TestDatabase store, Vertx vertx) {
        store.execute("insert into account values ('a', 'shop', 'p'), ('b', 'shop', 'p')");
        store.execute("""
                insert into notification
                select case n % 2 when 0 then 'a' else 'b' end, ('019aab8f-f200-7000-8000-' || lpad(to_hex(n), 12, '0'))::uuid,
                  '2026-11-22T12:00:00Z', 'accepted', null, 'POST', '/', '192.0.2.1', '', '', ''
                  from generate_series(1, ?) n
                """, MANY);
        store.execute("""
                insert into notification_item (account_id, notification_id, position, item_key, subject, kind, effect, state)
                select account_id, notification_id, 0, notification_id, right(notification_id::text, 6), 'k', 'payment', 'done'
                  from notification
                """);
        store.execute("analyze");
        pool = store.database(vertx).general();
    }

    @ParameterizedTest
    @CsvSource({"notification_default_pkey, ", "notification_item_subject, 000007"})
    void shouldReadAPageFromAnIndex(String index, @Nullable String subject) {
        String plan = plan(new NotificationFilter("shop", null, null, subject, null, null, null, null, null, 51));

        assertThat(plan)
                .contains(index)
                .doesNotContain("Seq Scan on notification_default", "Seq Scan on notification_item");
    }

    private String plan(NotificationFilter filter) {
        Tuple parameters = Tuple.tuple();
        String sql = NotificationSql.page(filter, parameters);
        return pool.preparedQuery("explain " + sql).execute(parameters).await().stream()
                .map(row -> row.getString(0))
                .collect(Collectors.joining("\n"));
    }
}
