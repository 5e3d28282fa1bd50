package io.quittance.provider.smart2pay;

import io.quittance.spi.ErrorCategory;
import io.quittance.spi.InboundNotification;
import io.quittance.spi.NotificationItem;
import io.quittance.spi.ProviderException;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.util.Optional;

/**
 * A notification's envelope: an object with one key, which names the type of what it holds.
 *
 * @param name of the type, for example {@code Payment}
 * @param content what is under that key; empty if it is no object
 * @param body the bytes of it all
 */
record Smart2PayNotification(String name, LenientJson content, Buffer body) {

    private static final int LONGEST_SUBJECT = 200;

    /**
     * Reads the envelope.
     *
     * @throws ProviderException malformed if the body is no JSON object, permanent if it is one of another shape
     */
    static Smart2PayNotification of(InboundNotification inbound) {
        JsonObject envelope = json(inbound);
        if (envelope.size() != 1) {
            throw ProviderException.permanent(
                    "A notification has exactly one top-level key, which names its type; here are " + envelope.size());
        }
        String name = envelope.fieldNames().iterator().next();
        return new Smart2PayNotification(name, new LenientJson(envelope, "").object(name), inbound.body());
    }

    /**
     * What the notification says.
     *
     * @param site whose key the sender held
     * @throws ProviderException permanent if it is about a payment and cannot be read
     */
    NotificationItem item(String site) {
        return new NotificationItem(ContentKey.of(this, site), subject(), type().kind(), type().effect());
    }

    NotificationType type() {
        return NotificationType.of(name);
    }

    /** Where what the notification holds lives, as far as its content tells. */
    Optional<BackEnd> backEnd() {
        return type() == NotificationType.REFUND ? BackEnd.ofRefund(content) : Optional.of(BackEnd.ofMethod(content));
    }

    private String subject() {
        return switch (type()) {
            case PAYMENT -> PaymentMessage.notified(content).id();
            case REFUND -> RefundMessage.of(content).id();
            case DISPUTE -> DisputeMessage.of(content).id();
            case PREAPPROVAL, PAYOUT, OTHER -> subjectIfAny();
        };
    }

    private String subjectIfAny() {
        String id = content.raw("ID");
        return id == null || id.length() > LONGEST_SUBJECT ? "" : id;
    }

    private static JsonObject json(InboundNotification inbound) {
        try {
            return inbound.json();
        } catch (ProviderException e) {
            boolean legacy = e.category() == ErrorCategory.MALFORMED && LegacyForm.matches(inbound);
            throw legacy ? ProviderException.malformed(LegacyForm.REASON) : e;
        }
    }
}
