package io.quittance.provider.secuconnect;

import io.quittance.spi.NotificationItem.Effect;
import java.util.Map;

/**
 * What a push can be about. The provider's list is open and a push is unsigned, so a target that is not on ours gets one
 * common kind: a kind is a metric label, and a stranger must not be able to make new ones.
 *
 * @param kind the provider's name of the target, or {@link #UNKNOWN_KIND}
 * @param effect what it can change
 */
record PushTarget(String kind, Effect effect) {

    static final String PAYMENT = "payment.transactions";
    static final String UNKNOWN_KIND = "unknown";

    private static final Map<String, Effect> KNOWN = Map.ofEntries(
            Map.entry(PAYMENT, Effect.PAYMENT),
            Map.entry("payment.subscriptions", Effect.NONE),
            Map.entry("payment.contracts", Effect.NONE),
            Map.entry("general.contracts", Effect.NONE),
            Map.entry("payment.payouts", Effect.NONE),
            Map.entry("payment.secupaypayout", Effect.NONE),
            Map.entry("payment.containers", Effect.NONE),
            // Payments of the flow before smart transactions: known by name, but money nobody here reads.
            Map.entry("payment.secupaycreditcards", Effect.UNHANDLED),
            Map.entry("payment.secupaydebits", Effect.UNHANDLED),
            Map.entry("payment.secupayinvoices", Effect.UNHANDLED),
            Map.entry("payment.secupayprepays", Effect.UNHANDLED),
            Map.entry("payment.secupaysofort", Effect.UNHANDLED));

    static PushTarget named(String name) {
        Effect effect = KNOWN.get(name);
        return effect == null ? new PushTarget(UNKNOWN_KIND, Effect.UNHANDLED) : new PushTarget(name, effect);
    }
}
