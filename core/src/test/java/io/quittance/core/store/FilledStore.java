package io.quittance.core.store;

import io.quittance.core.testing.TestDatabase;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Rows in every table, for tests of how the store holds up. */
final class FilledStore {

    private static final int MANY = 50_000;
    private static final Duration FIVE_MONTHS = Duration.ofDays(150);

    // The account's id is in each row 'shop', the merchant's 'merchant'; order Rn has payment pn. Ids grow with n.
    private static final List<String> FILL = List.of(
            "create temp table n as select i, (lpad(to_hex((extract(epoch from now()) * 1000)::bigint + i::bigint * $between), 12, '0') || '7'"
                    + " || substr(md5(i::text), 1, 3) || '8' || substr(md5(i::text), 4, 15))::uuid as id"
                    + " from generate_series(1, $rows) i",
            "insert into notification select 'shop', id, now(), 'accepted', 'test', 'POST', '/', '', '', '[]', '{}' from n",
            "insert into notification_key select 'shop', sha256(('p' || i || '/1')::bytea), id, 0 from n",
            "insert into notification_item select 'shop', id, 0, 'p' || i || '/1', 'p' || i, 'payment', 'payment',"
                    + " case when i % 2 = 0 then 'done' else 'waiting' end, 0, 0,"
                    + " case when i % 2 = 0 then null else now() - i * interval '1 second' end, null from n",
            "insert into subject_claim select 'shop', 'q' || i, id, i, now() + interval '1 hour' from n",
            "insert into merchant_order select 'merchant', 'R' || i, now(), null, 100, 'EUR', null, null, null,"
                    + " 'awaiting_payment', 0, 0, 0, now() from n",
            "insert into payment select 'shop', '', 'p' || i, 'merchant', 'R' || i, 'paid', '2', 100, 'EUR', 100, 0, true,"
                    + " 'decided', now() from n",
            "insert into payment_observation select 'shop', id, '', 'p' || i, null, now(), false, ('{\"payment\":{\"id\":\"p'"
                    + " || i || '\",\"backEnd\":\"\"},\"source\":\"READ\",\"status\":{\"status\":\"PAID\",\"rank\":1,"
                    + "\"code\":\"2\",\"reasons\":[]},\"refunds\":[],\"order\":{\"kind\":\"NOT_TOLD\"},"
                    + "\"recurring\":false}')::jsonb from n",
            "insert into payment_lookup select 'shop', '', 'p' || i, 'merchant', 'in_doubt', now(),"
                    + " now() + (i - 25000) * interval '1 second' from n",
            "insert into order_expectation select 'merchant', 'R' || i, 'shop', now(), null,"
                    + " now() + (i - 25000) * interval '1 second' from n",
            "update merchant_order set expiry_due_at = timestamptz '2026-03-01' + substr(reference, 2)::int * interval '1 second'",
            "insert into account values ('shop', 'merchant', 'testing')",
            "insert into notification_arrival (account_id, notification_id, arrived_at, remote_address) select 'shop', id, now(), '' from n",
            "insert into notification_answer select 'shop', id, now(), 'accepted', 204, 1000 from n",
            "insert into timeline_entry select 'merchant', id, now(), 'order_registered', 'R' || i, null, null, null, null,"
                    + " '{}' from n",
            "insert into order_event select 'merchant', 'R' || i, 1, id, now(), 'order.paid', '{}',"
                    + " case when i <= 49000 then i end from n",
            "insert into delivery select 'merchant', id, 'shop', 'R' || i, 1, id, 'order.paid', 'pending', 0, now() from n",
            "insert into discrepancy_case select 'merchant', id, 'shop', 'overpaid', 'order R' || i, 'R' || i, null, null,"
                    + " null, 'open', '', '', '', now(), null from n",
            "update discrepancy_case set grace_until = timestamptz '2026-03-01' + substr(order_reference, 2)::int"
                    + " * interval '1 second'",
            "insert into discrepancy_case select 'merchant', gen_random_uuid(), 'shop', 'underpaid', 'order R' || i, 'R' || i,"
                    + " null, null, null, 'resolved', '', '', '', now(), null, 'accept' from n",
            "insert into discrepancy_case select 'merchant', gen_random_uuid(), 'shop', 'paid_twice', 'order R' || i, 'R' || i,"
                    + " null, null, null, 'closed', '', '', '', now(), now() from n",
            "insert into event_feed values ('merchant', 49000)",
            "insert into endpoint values ('merchant', 'web', 45000, now())",
            "insert into delivery select 'merchant', md5('web' || i)::uuid, 'web', 'R' || i, 1, id, 'order.paid',"
                    + " case when i <= 43000 then 'delivered' when i <= 44000 then 'pending' else 'dead' end, 0, now(), null,"
                    + " case when i between 43001 and 44000 then now() - interval '1 minute' end from n where i <= 45000",
            "insert into credential_use select 'shop', 'key' || i, now() from n where i <= 3",
            "insert into intake_count select 'shop', now() - i * interval '1 minute', i, 0 from n where i <= 60",
            "insert into replay select id, 'ops', now(), '{}', 1 from n",
            "insert into notification_replay select 'shop', id, id from n");

    /** Tables that a store of before the partitions did not have. */
    private static final List<String> SINCE_THEN = List.of(
            "insert into audit_entry select id, now(), case when i = 25000 then 'rare' else 'ops' end, 'operator',"
                    + " case when i = 100 then 'reveal' else 'retry' end, case when i % 2 = 0 then 'merchant' end, 'deliveries',"
                    + " null, '{}', 'done' from n");

    private FilledStore() {}

    /** 50,000 rows in each table, from this month to the fifth from now, in partitions as they would be then. */
    static void overMonths(TestDatabase store, Database database) throws TimeoutException {
        Partitions partitions = new Partitions(database);
        Instant now = Instant.now();
        for (Instant month : List.of(now, now.plus(Duration.ofDays(93)))) {
            partitions.ensure(month).await(1, TimeUnit.MINUTES);
        }
        fill(store, MANY, FIVE_MONTHS.dividedBy(MANY), SINCE_THEN);
    }

    /** So many rows in each table that there was before the partitions, the ids of each this much later than those before. */
    static void fill(TestDatabase store, int rows, Duration between) {
        fill(store, rows, between, List.of());
    }

    private static void fill(TestDatabase store, int rows, Duration between, List<String> more) {
        // Left to itself the table of numbers goes with its connection, at the same time as the tables are analysed.
        String statements = String.join(";", FILL) + ";" + String.join(";", more) + "; drop table n";
        store.execute(statements
                .replace("$between", String.valueOf(between.toMillis()))
                .replace("$rows", String.valueOf(rows)));
        store.execute("analyze");
    }
}
