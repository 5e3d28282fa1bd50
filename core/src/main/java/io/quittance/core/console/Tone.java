package io.quittance.core.console;

/** How a state is to be taken. The colours say it, and never they alone: the state's name stands beside. */
public enum Tone {
    /** As it should be. */
    GOOD,
    /** On its way, or to be looked at. */
    WARN,
    /** Wrong. */
    BAD,
    /** Neither. */
    PLAIN;

    /** How the state of an order, a payment, a notification, a case or a delivery is to be taken. */
    public static Tone of(String state) {
        return switch (state) {
            case "paid", "done", "delivered", "resolved", "closed", "dispute_won", "running", "succeeded", "granted" ->
                GOOD;
            case "failed", "charged_back", "poisoned", "dead", "malformed", "quarantine", "disputed", "refused" -> BAD;
            case "awaiting_payment",
                    "waiting",
                    "pending",
                    "cancelled",
                    "expired",
                    "ignored",
                    "unknown",
                    "refunded",
                    "reversed" -> PLAIN;
            default -> WARN;
        };
    }

    /** The class that styles it. */
    public String style() {
        return switch (this) {
            case GOOD -> "badge good";
            case WARN -> "badge warn";
            case BAD -> "badge bad";
            case PLAIN -> "badge";
        };
    }
}
