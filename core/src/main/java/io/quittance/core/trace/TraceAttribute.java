package io.quittance.core.trace;

/**
 * All that a span may tell, so that nothing else can get into one. {@code docs/traces.md} lists them. None of them is a secret, a
 * body, a query, or about a payer.
 */
public enum TraceAttribute {
    ACCOUNT("quittance.account"),
    PROVIDER("quittance.provider"),
    /** The id by which it is listed and explained. */
    NOTIFICATION("quittance.notification.id"),
    KIND("quittance.item.kind"),
    /** What came of it, from a small set. */
    OUTCOME("quittance.outcome"),
    /** The how manieth try it is, from 1. */
    ATTEMPT("quittance.attempt"),
    ENDPOINT("quittance.endpoint"),
    EVENT("quittance.event.id"),
    /** How many notification items are decided together. */
    ITEMS("messaging.batch.message_count"),
    DATABASE("db.system.name"),
    METHOD("http.request.method"),
    STATUS("http.response.status_code"),
    HOST("server.address"),
    PORT("server.port"),
    /** A class of failures; never words from outside. */
    ERROR("error.type");

    private final String key;

    TraceAttribute(String key) {
        this.key = key;
    }

    String key() {
        return key;
    }
}
