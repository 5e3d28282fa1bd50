package io.quittance.core.store;

import java.util.List;

/**
 * What the roles may do that neither own the store nor migrate it. A privilege that no statement needs any more stays for a
 * version: while nodes are replaced, those of before still use it.
 */
final class StorePrivileges {

    /** What the role that runs gateways may do, table by table: what the statements of this package do. */
    static final List<TablePrivileges> RUN = List.of(
            on("account", "select, insert, update (merchant, provider)"),
            on("audit_entry", "select, insert"),
            on("credential_use", "select, insert, update (last_used_at)"),
            on("delivery", "select, insert, update, delete"),
            on(
                    "discrepancy_case",
                    "select, insert, update (state, closed_at, order_reference, action, note, resolved_by, resolved_at,"
                            + " lapsed_at, grace_until), delete"),
            on("endpoint", "select, insert, update (planned_position)"),
            on("event_feed", "select, insert, update (last_position)"),
            on("intake_count", "select, insert, update (accepted, refused), delete"),
            on("merchant_order", "select, insert, update, delete"),
            on("notification", "select, insert, update (outcome), delete"),
            on("notification_answer", "select, insert, delete"),
            on("notification_arrival", "select, insert, delete"),
            on("notification_item", "select, insert, update, delete"),
            on("notification_key", "select, insert, update (position), delete"),
            on("notification_replay", "select, insert, update (replay_id), delete"),
            on("order_event", "select, insert, update (feed_position)"),
            on("order_expectation", "select, insert, update, delete"),
            on("payment", "select, insert, update, delete"),
            on("payment_lookup", "select, insert, update, delete"),
            on(
                    "payment_observation",
                    "select, insert, update (notification_id, subject, observed_at, observation, superseded), delete"),
            on("replay", "select, insert, update (notifications)"),
            on("retention_run", "select, update (started_at)"),
            on("schema_history", "select"),
            on("subject_claim", "select, insert, update, delete"),
            on("timeline_entry", "select, insert"),
            // What outlived its month goes from there row by row, and is asked for by name.
            on("notification_arrival_default", "select"),
            on("notification_default", "select"),
            on("order_event_default", "select, delete"),
            on("timeline_entry_default", "select, delete"));

    /** The functions that it may call. */
    static final List<String> RUN_FUNCTIONS = List.of(
            "lend_month(text, date)",
            "make_month(text, date)",
            "detach_month(text, date)",
            "drop_month(text, date)",
            "forget_audit(tid, tid, timestamptz)",
            "end_audit(uuid, text, jsonb)",
            "erase_order(text, text, uuid, text, timestamptz)",
            "analyze_grown()");

    /** The sequences that it may use. */
    static final List<String> RUN_SEQUENCES = List.of("claim_token");

    /** What the role that only reads may see: all but what senders wrote, where they are, and what shops wrote. */
    static final List<TablePrivileges> READ = List.of(
            on("account", "select"),
            on("audit_entry", "select"),
            on("credential_use", "select"),
            on("delivery", "select"),
            on("discrepancy_case", "select"),
            on("endpoint", "select"),
            on("event_feed", "select"),
            on("intake_count", "select"),
            on(
                    "merchant_order",
                    "select (merchant, reference, registered_at, account_id, amount, currency, expires_at, cancelled_at, status,"
                            + " paid, refunded, version, updated_at, expiry_due_at, paid_told)"),
            on(
                    "notification",
                    "select (account_id, notification_id, received_at, outcome, credential, method, path, traceparent,"
                            + " sealed_with, erased_at)"),
            on("notification_answer", "select"),
            on("notification_arrival", "select (account_id, notification_id, arrived_at, request_id)"),
            on("notification_item", "select"),
            on("notification_key", "select"),
            on("notification_replay", "select"),
            on("order_event", "select"),
            on("order_expectation", "select"),
            on("payment", "select"),
            on("payment_lookup", "select"),
            on("payment_observation", "select"),
            on("replay", "select"),
            on("retention_run", "select"),
            on("schema_history", "select"),
            on("subject_claim", "select"),
            on("timeline_entry", "select"));

    private StorePrivileges() {}

    private static TablePrivileges on(String table, String privileges) {
        return new TablePrivileges(table, privileges);
    }
}
