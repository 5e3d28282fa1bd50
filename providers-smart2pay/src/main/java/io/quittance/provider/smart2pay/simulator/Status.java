package io.quittance.provider.smart2pay.simulator;

/** The statuses that simulated payments, refunds and disputes go through, with Smart2Pay's ids and names. */
enum Status {
    OPEN(1, "Open"),
    SUCCESS(2, "Success"),
    FAILED(4, "Failed"),
    PENDING_ON_PROVIDER(7, "PendingOnProvider"),
    AUTHORIZED(9, "Authorized"),
    CAPTURED(11, "Captured"),
    CAPTURE_REQUESTED(13, "CaptureRequested"),
    DISPUTED(19, "Disputed"),
    PARTIALLY_REFUNDED(21, "PartiallyRefunded"),
    REFUNDED(22, "Refunded"),
    DISPUTE_WON(23, "DisputeWon"),
    DISPUTE_LOST(24, "DisputeLost"),
    CHARGED_BACK(26, "Chargedback");

    private final int id;
    private final String info;

    Status(int id, String info) {
        this.id = id;
        this.info = info;
    }

    int id() {
        return id;
    }

    String info() {
        return info;
    }

    /** Whether the money of a payment was captured when it is here. */
    boolean isCaptured() {
        return switch (this) {
            case OPEN, FAILED, PENDING_ON_PROVIDER, AUTHORIZED, CAPTURE_REQUESTED -> false;
            case SUCCESS, CAPTURED, DISPUTED, PARTIALLY_REFUNDED, REFUNDED, DISPUTE_WON, DISPUTE_LOST, CHARGED_BACK ->
                true;
        };
    }
}
