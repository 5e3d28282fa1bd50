package io.quittance.spi;

/**
 * One thing that a notification says.
 *
 * @param key the idempotency key: two items of one account with equal keys are the same event. At most 1,000 characters.
 *     A key saves work; it does not guard correctness, since effects are idempotent
 * @param subject the provider's bare id of the thing the item is about (a payment, a refund, a subscription). Items of one
 *     subject are reconciled together and never concurrently. At most 200 characters
 * @param kind what kind of thing happened, in the provider's words, for example {@code payment.transactions}. At most 100
 *     characters, and from a small set, since it becomes a metric label
 * @param effect what the item can change
 */
public record NotificationItem(String key, String subject, String kind, Effect effect) {

    /** What an item can change. */
    public enum Effect {
        /** Concerns a payment: reconciled. */
        PAYMENT,
        /** Known, and of no consequence to an order (a payout, a contract): kept and listed. */
        NONE,
        /** Of a kind that this plugin does not know: kept, listed and counted as {@code unhandled_kind}. */
        UNHANDLED
    }

    /** An item about a payment. */
    public static NotificationItem payment(String key, String subject, String kind) {
        return new NotificationItem(key, subject, kind, Effect.PAYMENT);
    }
}
