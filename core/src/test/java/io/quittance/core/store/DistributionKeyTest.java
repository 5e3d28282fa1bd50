package io.quittance.core.store;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

import io.quittance.core.testing.PostgresTest;
import io.quittance.core.testing.TestDatabase;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/**
 * Every key and every index of a migrated store leads with the account or the merchant: what the data would be distributed by, over
 * servers of a Citus or another distributed Postgres.
 */
@PostgresTest
class DistributionKeyTest {

    private static final Set<String> DISTRIBUTED_BY = Set.of("account_id", "merchant");

    /** Indexes, and what makes them an exception. */
    private static final Map<String, String> EXCEPTIONS = Map.ofEntries(
            entry("schema_history_pk", "of Flyway; some rows, the same everywhere"),
            entry("schema_history_s_idx", "of Flyway; some rows, the same everywhere"),
            entry("replay_pkey", "who asked for a replay; some rows of operators, a reference table"),
            entry(
                    "audit_entry_pkey",
                    "what people asked for, some of the gateway as a whole; a few a day, a reference table"),
            entry("audit_entry_actor", "as audit_entry_pkey"),
            entry("audit_entry_action", "as audit_entry_pkey"),
            entry("retention_run_pkey", "one row: when retention last ran"),
            entry(
                    "notification_sealed",
                    "which keys are needed, asked for the whole store at a start; empty if nothing is sealed"),
            entry(
                    "order_event_unpositioned",
                    "empty but for events without a position; one worker for the whole store"),
            entry("merchant_order_expiry_due", "swept by one worker for the whole store; each shard has its part"),
            entry("discrepancy_case_grace", "swept by one worker for the whole store; each shard has its part"));

    /** Partitions have the indexes of their table. */
    private static final String INDEXES = """
            select i.relname::text as index, a.attname::text as leads
            from pg_index x
            join pg_class i on i.oid = x.indexrelid
            join pg_class t on t.oid = x.indrelid
            join pg_namespace n on n.oid = t.relnamespace
            left join pg_attribute a on a.attrelid = t.oid and a.attnum = x.indkey[0]
            where n.nspname = 'public' and not t.relispartition""";

    private static final String WITHOUT_KEY = """
            select t.relname::text as table from pg_class t join pg_namespace n on n.oid = t.relnamespace
            where n.nspname = 'public' and t.relkind in ('r', 'p') and not t.relispartition
                and not exists (select from pg_attribute a
                    where a.attrelid = t.oid and a.attname in ('account_id', 'merchant') and a.attnotnull)""";

    @Test
    void shouldLeadEveryIndexWithTheAccountOrTheMerchant(TestDatabase store) {
        Map<String, String> others = new TreeMap<>();
        store.query(INDEXES).forEach(row -> {
            String leads = String.valueOf(row.get("leads"));
            if (!DISTRIBUTED_BY.contains(leads)) {
                others.put((String) Objects.requireNonNull(row.get("index")), leads);
            }
        });

        assertThat(others.keySet()).as("what they lead with: " + others).isSubsetOf(EXCEPTIONS.keySet());
    }

    @Test
    void shouldTellOfEveryRowWhoseItIs(TestDatabase store) {
        assertThat(store.query(WITHOUT_KEY))
                .extracting(row -> row.get("table"))
                .containsExactlyInAnyOrder("schema_history", "replay", "audit_entry", "retention_run");
    }
}
