package io.quittance.provider.smart2pay;

import io.quittance.spi.NotificationItem.Effect;
import java.util.Arrays;

/** What a notification's only top-level key names, and what that can change. */
enum NotificationType {
    PAYMENT("Payment", Effect.PAYMENT),
    REFUND("Refund", Effect.PAYMENT),
    DISPUTE("Dispute", Effect.PAYMENT),
    PREAPPROVAL("Preapproval", Effect.NONE),
    PAYOUT("Payout", Effect.NONE),
    /** Whatever else may come. */
    OTHER("", Effect.UNHANDLED);

    private final String key;
    private final Effect effect;

    NotificationType(String key, Effect effect) {
        this.key = key;
        this.effect = effect;
    }

    static NotificationType of(String key) {
        return Arrays.stream(values())
                .filter(type -> type.key.equals(key))
                .findFirst()
                .orElse(OTHER);
    }

    /** Its name, or one common word for all that is not listed: a kind is a metric label. */
    String kind() {
        return this == OTHER ? "other" : key;
    }

    Effect effect() {
        return effect;
    }
}
