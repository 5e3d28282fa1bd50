package io.quittance.core.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.quittance.core.testing.TestDatabase;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Puts rows into a store, with what a test does not care about filled in. */
final class StoredRows {

    static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");

    private final TestDatabase store;

    StoredRows(TestDatabase store) {
        this.store = store;
        account("de-cards", "shop-de", "smart2pay");
        account("de-debit", "shop-de", "secuconnect");
        account("fr-cards", "shop-fr", "smart2pay");
    }

    /** A UUIDv7 of a time; the number tells those of one millisecond apart. */
    static UUID id(Instant time, int number) {
        return new UUID(time.toEpochMilli() << 16 | 0x7000, 0x8000_0000_0000_0000L | number);
    }

    private void account(String id, String merchant, String provider) {
        store.execute("insert into account values (?, ?, ?)", id, merchant, provider);
    }

    void credentialUse(Instant at, String account, String credential) {
        store.execute("insert into credential_use values (?, ?, ?)", account, credential, at(at));
    }

    void order(String merchant, String reference, String status, long paid, long version) {
        store.execute("""
                insert into merchant_order (merchant, reference, registered_at, amount, currency, status, paid, version,
                  updated_at) values (?, ?, now(), 100, 'EUR', ?, ?, ?, now())
                """, merchant, reference, status, paid, version);
    }

    void shell(String merchant, String reference) {
        store.execute(
                "insert into merchant_order (merchant, reference, updated_at) values (?, ?, now())",
                merchant,
                reference);
    }

    void payment(String account, String merchant, String id, @Nullable String order) {
        store.execute("""
                insert into payment (account_id, back_end, payment_id, merchant, order_reference, status, amount,
                  currency, captured, counts, state, updated_at)
                values (?, '', ?, ?, ?, 'paid', 100, 'EUR', 100, true, 'decided', now())
                """, account, id, merchant, order);
    }

    UUID discrepancy(int number, String merchant, String order, String kind, String state) {
        UUID id = id(NOON, number);
        store.execute(
                """
                insert into discrepancy_case (merchant, case_id, account_id, kind, about, order_reference, state,
                  expected, seen, proposal, opened_at, closed_at)
                values (?, ?, 'de-cards', ?, ?, ?, ?, '100 EUR', '99 EUR', 'Ask the payer', ?, ?)
                """,
                merchant,
                id,
                kind,
                "order " + order,
                order,
                state,
                at(NOON),
                state.equals("open") ? null : at(NOON.plusSeconds(60)));
        return id;
    }

    UUID entry(int number, String kind, @Nullable String order, @Nullable String payment) {
        UUID id = id(NOON, number);
        store.execute(
                """
                insert into timeline_entry (merchant, entry_id, at, kind, order_reference, account_id, back_end,
                  payment_id, detail) values ('shop-de', ?, ?, ?, ?, ?, ?, ?, '{"rule": "paid"}')
                """,
                id,
                at(NOON),
                kind,
                order,
                payment == null ? null : "de-cards",
                payment == null ? null : "",
                payment);
        return id;
    }

    UUID notification(int number, String account, String outcome, byte[] body) {
        return notification(NOON, number, account, outcome, body);
    }

    UUID notification(Instant receivedAt, int number, String account, String outcome, byte[] body) {
        UUID id = id(receivedAt, number);
        store.execute(
                """
                insert into notification values (?, ?, ?, ?, 'site:1010', 'POST', '/smart2pay/de', '192.0.2.7', ?, ?, ?)
                """,
                account,
                id,
                at(receivedAt),
                outcome,
                "order=7&sig=v1.secret&IBAN=DE02".getBytes(UTF_8),
                "[[\"Authorization\",\"sha256:ab12\"]]".getBytes(UTF_8),
                body);
        return id;
    }

    UUID accepted(int number, String account, String subject, String... states) {
        UUID id = notification(number, account, "accepted", "{}".getBytes(UTF_8));
        for (int position = 0; position < states.length; position++) {
            item(id, position, account, subject, "payment", states[position]);
        }
        return id;
    }

    void item(UUID notification, int position, String account, String subject, String kind, String state) {
        store.execute(
                """
                insert into notification_item (account_id, notification_id, position, item_key, subject, kind, effect,
                  state, attempts, next_attempt_at, last_error) values (?, ?, ?, ?, ?, ?, 'payment', ?, ?, ?, ?)
                """,
                account,
                notification,
                position,
                "key " + position,
                subject,
                kind,
                state,
                state.equals("retrying") ? 2 : 0,
                state.equals("retrying") || state.equals("waiting") ? at(NOON.plusSeconds(5)) : null,
                state.equals("retrying") ? "The provider answered 500" : null);
    }

    void observation(String account, String payment, UUID notification) {
        store.execute("""
                insert into payment_observation (account_id, observation_id, back_end, payment_id, notification_id,
                  observed_at, observation) values (?, gen_random_uuid(), '', ?, ?, now(), '{}')
                """, account, payment, notification);
    }

    void arrival(String account, UUID notification) {
        store.execute("insert into notification_arrival values (?, ?, now(), '192.0.2.7')", account, notification);
    }

    UUID arrival(String account, UUID notification, Instant at, int number) {
        UUID id = id(at, number);
        store.execute(
                "insert into notification_arrival values (?, ?, ?, '192.0.2.7', ?)", account, notification, at(at), id);
        return id;
    }

    UUID event(int number, String order, long version, String type, Instant at) {
        UUID id = id(NOON, number);
        store.execute(
                "insert into order_event values ('shop-de', ?, ?, ?, ?, ?, '{}', null)",
                order,
                version,
                id,
                at(at),
                type);
        return id;
    }

    void delivery(int number, UUID event, String state, String log) {
        store.execute("""
                insert into delivery (merchant, delivery_id, endpoint_id, reference, version, event_id, type, state,
                  created_at, log) values ('shop-de', ?, ?, '10482', 1, ?, 'order.paid', ?, ?, ?::jsonb)
                """, id(NOON, number), "endpoint-" + number, event, state, at(NOON), log);
    }

    private static Object at(Instant time) {
        return time.atOffset(ZoneOffset.UTC);
    }
}
