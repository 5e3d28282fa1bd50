package io.quittance.provider.secuconnect;

import io.quittance.spi.NotificationItem.Effect;
import java.util.Set;

/**
 * What a push can be about. The provider's list is open and anyone can push, so a target that is not on ours gets one
 * common kind: a kind is a metric label, and a stranger must not be able to make new ones.
 *
 * @param kind the provider's name of the target, or {@link #UNKNOWN_KIND}
 * @param effect what it can change
 */
record PushTarget(String kind, Effect effect) {

    static final String PAYMENT = "payment.transactions";
    static final String SUBSCRIPTION = "payment.subscriptions";
    static final String UNKNOWN_KIND = "unknown";

    /** Targets that the vendor's pages and software name, and that nothing here handles. */
    private static final Set<String> UNHANDLED = Set.of(
            "payment.contracts",
            "general.contracts",
            "payment.payouts",
            "payment.secupaypayout",
            "payment.containers",
            "payment.secupaycreditcards",
            "payment.secupaydebits",
            "payment.secupayinvoices",
            "payment.secupayprepays",
            "payment.secupaysofort");

    static PushTarget named(String name) {
        return switch (name) {
            case PAYMENT -> new PushTarget(name, Effect.PAYMENT);
            case SUBSCRIPTION -> new PushTarget(name, Effect.NONE);
            default -> new PushTarget(UNHANDLED.contains(name) ? name : UNKNOWN_KIND, Effect.UNHANDLED);
        };
    }
}
