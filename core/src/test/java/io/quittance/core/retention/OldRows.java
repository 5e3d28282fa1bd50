package io.quittance.core.retention;

import com.fasterxml.uuid.impl.TimeBasedEpochGenerator;
import io.quittance.core.testing.TestDatabase;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Rows of a year so long ago that all of it may go. */
final class OldRows {

    static final String SHOP = "shop";
    static final String MERCHANT = "merchant";

    private final TestDatabase store;
    private final Random random = new Random(1);

    OldRows(TestDatabase store) {
        this.store = store;
    }

    /** Drops what reaches back to the beginning, so that the months of the test are made by the test. */
    void withoutFirstMonths() {
        store.query("select inhrelid::regclass::text as name from pg_inherits join pg_class c on c.oid = inhrelid"
                        + " where pg_get_expr(c.relpartbound, c.oid) like '%(MINVALUE)%' and c.relkind = 'r'")
                .forEach(month -> store.execute("drop table " + month.get("name")));
    }

    /** A time of the year 2001, as month and day; or of another, with the year before. */
    static Instant at(String day) {
        return Instant.parse((day.length() == "01-31".length() ? "2001-" + day : day) + "T12:00:00Z");
    }

    UUID id(String day) {
        return new TimeBasedEpochGenerator(random).construct(at(day).toEpochMilli());
    }

    void account(String account) {
        store.execute("insert into account values (?, ?, 'testing') on conflict do nothing", account, MERCHANT);
    }

    /** With one item in a state, its key, an arrival, and an answer to each. */
    UUID notification(String account, String day, String state) {
        account(account);
        UUID id = id(day);
        UUID again = id(day);
        OffsetDateTime due = state.equals("waiting") ? time(day) : null;
        store.execute(
                "insert into notification values (?, ?, ?, 'accepted', null, 'POST', '/', '', '', '[]', convert_to(?, 'UTF8'))",
                account,
                id,
                time(day),
                "{\"day\":\"" + day + "\"}");
        store.execute("insert into notification_key values (?, sha256(?::text::bytea), ?, 0)", account, id, id);
        store.execute(
                "insert into notification_item values (?, ?, 0, 'k', 's', 'payment', 'payment', ?, 0, 0, ?)",
                account,
                id,
                state,
                due);
        store.execute("insert into notification_arrival values (?, ?, ?, '', ?)", account, id, time(day), again);
        for (UUID request : List.of(id, again)) {
            store.execute(
                    "insert into notification_answer values (?, ?, ?, 'accepted', 200, 9)",
                    account,
                    request,
                    time(day));
        }
        return id;
    }

    /** An event of an order's version 1. */
    UUID event(String reference, String day, @Nullable Long position) {
        UUID id = id(day);
        store.execute(
                "insert into order_event values (?, ?, 1, ?, ?, 'order.paid', '{}', ?)",
                MERCHANT,
                reference,
                id,
                time(day),
                position);
        return id;
    }

    void delivery(String reference, UUID event, String state) {
        store.execute(
                "insert into delivery values (?, ?, 'web', ?, 1, ?, 'order.paid', ?, 0, now())",
                MERCHANT,
                UUID.randomUUID(),
                reference,
                event,
                state);
    }

    /** With a payment, an observation, a closed case, and a line in its timeline; last touched then. */
    void order(String reference, String status, String day) {
        store.execute(
                "insert into merchant_order (merchant, reference, registered_at, amount, currency, status, updated_at)"
                        + " values (?, ?, ?, 100, 'EUR', ?, ?)",
                MERCHANT,
                reference,
                time(day),
                status,
                time(day));
        store.execute(
                "insert into payment (account_id, back_end, payment_id, merchant, order_reference, updated_at)"
                        + " values (?, '', ?, ?, ?, ?)",
                SHOP,
                "p" + reference,
                MERCHANT,
                reference,
                time(day));
        store.execute(
                "insert into payment_observation values (?, ?, '', ?, null, ?, false, '{}')",
                SHOP,
                UUID.randomUUID(),
                "p" + reference,
                time(day));
        discrepancy(reference, "closed", day);
        store.execute(
                "insert into timeline_entry values (?, ?, ?, 'order_registered', ?, null, null, null, null, '{}')",
                MERCHANT,
                id(day),
                time(day),
                reference);
    }

    void discrepancy(String reference, String state, String day) {
        store.execute(
                "insert into discrepancy_case values (?, ?, ?, 'underpaid', ?, ?, null, null, null, ?, '', '', '', ?, ?)",
                MERCHANT,
                UUID.randomUUID(),
                SHOP,
                "order " + reference,
                reference,
                state,
                time(day),
                time(day));
    }

    void act(String day) {
        store.execute(
                "insert into audit_entry values (?, ?, 'ops', 'operator', 'retry', null, 'deliveries', null, '{}', 'done')",
                id(day),
                time(day));
    }

    /** What a table has, as the text of a column, in order. */
    List<String> of(String table, String column) {
        return store.query("select " + column + "::text as value from " + table + " order by 1").stream()
                .map(row -> (String) row.get("value"))
                .toList();
    }

    private static OffsetDateTime time(String day) {
        return at(day).atOffset(ZoneOffset.UTC);
    }
}
