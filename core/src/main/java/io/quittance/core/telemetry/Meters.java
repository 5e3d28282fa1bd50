package io.quittance.core.telemetry;

import java.util.Locale;

/** The names of all meters of our own, as Micrometer takes them: Prometheus shows {@code a.b} as {@code a_b}. */
final class Meters {

    static final String NOTIFICATIONS_RECEIVED = "quittance.notifications.received";
    static final String ACKNOWLEDGEMENT = "quittance.acknowledgement";
    static final String INTAKE_BATCH_SIZE = "quittance.intake.batch.size";
    static final String INTAKE_COMMIT = "quittance.intake.commit";
    static final String ANSWERS_DROPPED = "quittance.answers.dropped";
    static final String NOTIFICATIONS_STAGED = "quittance.notifications.staged";
    static final String STAGING_WAITING = "quittance.staging.waiting";
    static final String STAGING_BYTES = "quittance.staging";
    static final String STAGING_OLDEST = "quittance.staging.oldest";
    static final String STAGING_SET_ASIDE = "quittance.staging.set.aside";
    static final String ITEMS_WAITING = "quittance.items.waiting";
    static final String OLDEST_ITEM_WAITING = "quittance.items.oldest.waiting";
    static final String RECONCILIATIONS = "quittance.reconciliations";
    static final String RECONCILIATION_DELAY = "quittance.reconciliation.delay";
    static final String RECONCILIATION_RETRIES = "quittance.reconciliation.retries";
    static final String NOTIFICATIONS_REPLAYED = "quittance.notifications.replayed";
    static final String PAYMENTS_BACKFILLED = "quittance.payments.backfilled";
    static final String LOOKUPS = "quittance.lookups";
    static final String PROVIDER_CALL = "quittance.provider.call";
    static final String PLUGIN_BLOCKS = "quittance.plugin.blocks";
    static final String PLUGIN_BLOCK = "quittance.plugin.block";
    static final String PLUGIN_ISOLATION = "quittance.plugin.isolation";
    static final String CASES_OPENED = "quittance.cases.opened";
    static final String CASES_OPEN = "quittance.cases.open";
    static final String CONFIGURATION_CHANGES = "quittance.configuration.changes";
    static final String CASES_RESOLVED = "quittance.cases.resolved";
    static final String ACTS = "quittance.acts";
    static final String CONSOLE_SIGN_INS = "quittance.console.sign.ins";
    static final String FEED_LAG = "quittance.feed.lag";
    static final String DELIVERY_ATTEMPT = "quittance.delivery.attempt";
    static final String DELIVERIES = "quittance.deliveries";
    static final String DELIVERY_DELAY = "quittance.delivery.delay";
    static final String DELIVERIES_WAITING = "quittance.deliveries.waiting";
    static final String OLDEST_DELIVERY_WAITING = "quittance.deliveries.oldest.waiting";
    static final String RETENTION_ROWS = "quittance.retention.rows";
    static final String RETENTION_MONTHS = "quittance.retention.months";
    static final String OLDEST_NOTIFICATION = "quittance.notifications.oldest";
    static final String CONNECTIONS = "quittance.connections";
    static final String CONNECTIONS_ENDED = "quittance.connections.ended";
    static final String CERTIFICATE_ENDS = "quittance.certificate.ends.timestamp";
    static final String LOG_LINES_DROPPED = "quittance.log.lines.dropped";
    static final String SPANS_SENT = "quittance.spans.sent";
    static final String SPANS_DROPPED = "quittance.spans.dropped";
    static final String MACHINE_CLOCK_AHEAD = "quittance.machine.clock.ahead";
    static final String READY = "quittance.ready";
    static final String STORE_CONNECTIONS_USED = "quittance.store.connections.used";
    static final String STORE_CONNECTIONS_AWAITED = "quittance.store.connections.awaited";
    static final String STORE_CONNECTIONS_LIMIT = "quittance.store.connections.limit";

    private Meters() {}

    /** A constant as the value of a label. */
    static String label(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }
}
