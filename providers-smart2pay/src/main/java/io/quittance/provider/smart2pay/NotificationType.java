package io.quittance.provider.smart2pay;

import io.quittance.spi.NotificationItem.Effect;
import java.util.Arrays;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What a notification's only top-level key names, and what that can change. */
enum NotificationType {
    PAYMENT("Payment", Effect.PAYMENT),
    REFUND("Refund", Effect.PAYMENT),
    DISPUTE("Dispute", Effect.PAYMENT),
    PREAPPROVAL("Preapproval", Effect.NONE),
    PAYOUT("Payout", Effect.NONE),
    /** Whatever else may come. */
    OTHER("", Effect.UNHANDLED);

    private static final Map<String, NotificationType> BY_KEY =
            Arrays.stream(values()).collect(Collectors.toUnmodifiableMap(type -> type.key, Function.identity()));

    private final String key;
    private final Effect effect;

    NotificationType(String key, Effect effect) {
        this.key = key;
        this.effect = effect;
    }

    static NotificationType of(String key) {
        return BY_KEY.getOrDefault(key, OTHER);
    }

    /** Its name, or one common word for all that is not listed: a kind is a metric label. */
    String kind() {
        return this == OTHER ? "other" : key;
    }

    Effect effect() {
        return effect;
    }
}
