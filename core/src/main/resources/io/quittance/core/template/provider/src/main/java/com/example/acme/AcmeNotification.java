package com.example.acme;

import io.quittance.spi.InboundNotification;
import io.quittance.spi.NotificationItem;
import io.quittance.spi.NotificationItem.Effect;
import io.quittance.spi.PaymentObservation;
import io.quittance.spi.ProviderException;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Optional;

/**
 * A batch of events, each with an id and a subject of its own.
 *
 * @param evidence where they were read
 */
record AcmeNotification(List<JsonObject> events, InboundNotification evidence) {

    private static final String STATUS = "payment.status";
    private static final String CHANGED = "payment.changed";
    private static final String PAYOUT = "payout.sent";

    static AcmeNotification of(InboundNotification inbound) {
        return new AcmeNotification(Fields.objects(inbound.json(), "events"), inbound);
    }

    /** Reads no more of an event than what it is about, so that one with a wrong amount does not hold up the others. */
    List<NotificationItem> items() {
        return events.stream().map(AcmeNotification::item).distinct().toList();
    }

    /** What the event of an item tells of its payment; empty if no more than that it changed. */
    Optional<PaymentObservation> observation(NotificationItem item) {
        JsonObject event = events.stream()
                .filter(other -> item.key().equals(other.getValue("id")))
                .findFirst()
                .orElseThrow(() -> ProviderException.permanent("events: expected is one with the id of the item"));
        return item.kind().equals(STATUS)
                ? Optional.of(AcmePayment.carried(item.subject(), event, evidence))
                : Optional.empty();
    }

    private static NotificationItem item(JsonObject event) {
        String id = Fields.text(event, "id");
        return switch (Fields.text(event, "type")) {
            case STATUS -> NotificationItem.payment(id, Fields.text(event, "payment"), STATUS);
            case CHANGED -> NotificationItem.payment(id, Fields.text(event, "payment"), CHANGED);
            case PAYOUT -> new NotificationItem(id, id, PAYOUT, Effect.NONE);
            default -> new NotificationItem(id, id, "unknown", Effect.UNHANDLED);
        };
    }
}
