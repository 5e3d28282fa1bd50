package io.quittance.core.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.quittance.core.testing.PostgresTest;
import io.quittance.core.testing.TestDatabase;
import io.vertx.core.Vertx;
import io.vertx.junit5.VertxExtension;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A store with rows in every table, from before the tables that grow were partitioned, loses none of them. */
@PostgresTest
@ExtendWith(VertxExtension.class)
final class UpgradeTest {

    private static final String BEFORE_PARTITIONS = "9";
    private static final int ROWS = 2_000;

    private TestDatabase store;

    @BeforeEach
    void fillAStoreOfBefore(TestDatabase given) {
        store = given;
        store.execute("drop schema public cascade");
        store.execute("create schema public");
        Flyway.configure(Migrations.class.getClassLoader())
                .dataSource(store.address().dataSource())
                .locations("classpath:" + Migrations.LOCATION)
                .table(Migrations.HISTORY_TABLE)
                .target(BEFORE_PARTITIONS)
                .load()
                .migrate();
        // Two months, so that some ids are behind the month of the migration.
        FilledStore.fill(store, ROWS, Duration.ofDays(62).dividedBy(ROWS));
    }

    @Test
    void shouldKeepEveryRow() {
        Map<String, Object> before = contents();

        new Migrations(store.address()).apply();

        assertThat(before).hasSizeGreaterThan(15).doesNotContainValue(0L);
        Map<String, Object> after = contents();
        before.forEach((table, rows) -> assertThat(after.get(table)).as(table).isEqualTo(rows));
    }

    @Test
    void shouldLeaveTimeToSayHowLongThingsAreKept() {
        new Migrations(store.address()).apply();

        assertThat(store.query("select started_at > now() + interval '6 days' as later from retention_run"))
                .singleElement()
                .satisfies(run -> assertThat(run).containsEntry("later", true));
    }

    @Test
    void shouldHaveRoomForTheMonthsToCome(Vertx vertx) throws Exception {
        new Migrations(store.address(), store.roles()).apply();
        store.execute("delete from timeline_entry_default");
        Instant now = monthOfTheMigration();
        Database database = store.database(vertx);

        new Partitions(database).ensure(now).await(1, TimeUnit.MINUTES);

        for (String table : List.of("timeline_entry", "order_event", "notification_arrival", "notification_answer")) {
            assertThat(store.query("select from pg_inherits where inhparent = '" + table + "'::regclass"))
                    .as("this month with all before, perhaps the next two, and the rest")
                    .hasSizeBetween(2, 4);
        }
        assertThat(store.query("select from pg_inherits where inhparent = 'timeline_entry'::regclass"))
                .hasSize(4);
        database.close().await(1, TimeUnit.MINUTES);
    }

    @Test
    void shouldUseTheIndexesThatWereThere() {
        Map<String, Object> sizes = new LinkedHashMap<>();
        store.query("select relname, relfilenode from pg_class where relname like 'timeline_entry_%' and relkind = 'i'")
                .forEach(row -> sizes.put((String) row.get("relname"), row.get("relfilenode")));

        new Migrations(store.address()).apply();

        assertThat(store.query("select relfilenode from pg_class where relkind = 'i'").stream()
                        .map(row -> row.get("relfilenode")))
                .containsAll(sizes.values());
        assertThat(
                        store.query(
                                "select from pg_index where indrelid = (select inhrelid from pg_inherits"
                                        + " where inhparent = 'timeline_entry'::regclass and inhrelid <> 'timeline_entry_default'::regclass)"))
                .as("one index for each, not two")
                .hasSize(3);
    }

    /** The one that the first partition is called after: by now it may be over. */
    private Instant monthOfTheMigration() {
        return store
                .query("select to_date(right(relname, 7), 'YYYY_MM')::text as day from pg_class"
                        + " where relkind = 'r' and relname ~ '^timeline_entry_[0-9]'")
                .stream()
                .map(row -> Instant.parse(row.get("day") + "T00:00:00Z"))
                .findFirst()
                .orElseThrow();
    }

    private Map<String, Object> contents() {
        Map<String, Object> contents = new LinkedHashMap<>();
        store.query("select c.relname as name from pg_class c where c.relkind in ('r', 'p') and not c.relispartition"
                        + " and c.relnamespace = 'public'::regnamespace and c.relname <> 'schema_history' order by 1")
                .forEach(row -> contents.put((String) row.get("name"), sum((String) row.get("name"))));
        return contents;
    }

    /** A column that there was not before, and that holds nothing, is no difference. */
    private Object sum(String table) {
        Map<String, ?> sum = store.query(
                        "select count(*) as rows, md5(string_agg(content, ' ' order by content)) as content"
                                + " from (select jsonb_strip_nulls(to_jsonb(t))::text as content from " + table
                                + " t) rows")
                .get(0);
        return sum.get("rows").equals(0L) ? 0L : sum;
    }
}
