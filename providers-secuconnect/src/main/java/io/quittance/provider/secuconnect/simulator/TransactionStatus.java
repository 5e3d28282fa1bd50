package io.quittance.provider.secuconnect.simulator;

/**
 * The statuses that simulated payments go through. Ids of detailed statuses are secuconnect's where its documents tell them;
 * those of {@link #PENDING}, {@link #DENIED}, {@link #ISSUE_RESOLVED} and {@link #REFUND} are made up.
 */
enum TransactionStatus {
    PENDING(10, "pending", 2, "in Bearbeitung", "pending"),
    /** The vendor's pages disagree: an unpaid prepayment is called authorized in one place and pending in another. */
    WAITING_FOR_PREPAYMENT(2, "authorized", 25, "Vorkasse wartend", "pending"),
    PREPAYMENT_PENDING(10, "pending", 25, "Vorkasse wartend", "pending"),
    AUTHORIZED(2, "authorized", 9, "vorautorisiert", "approved"),
    ACCEPTED(1, "accepted", 11, "akzeptiert", "ok"),
    COMPLETED(1, "accepted", 6, "abgeschlossen", "ok"),
    DENIED(3, "denied", 12, "abgelehnt", "failed"),
    ISSUE(4, "issue", 69, "Chargeback", "ok"),
    ISSUE_RESOLVED(6, "issue_resolved", 70, "Chargeback abgewehrt", "ok"),
    REFUND(7, "refund", 71, "Gutschrift beauftragt", "ok");

    private final int simple;
    private final String simpleText;
    private final int detailed;
    private final String detailedText;
    private final String ofSmartTransaction;

    TransactionStatus(int simple, String simpleText, int detailed, String detailedText, String ofSmartTransaction) {
        this.simple = simple;
        this.simpleText = simpleText;
        this.detailed = detailed;
        this.detailedText = detailedText;
        this.ofSmartTransaction = ofSmartTransaction;
    }

    int simple() {
        return simple;
    }

    String simpleText() {
        return simpleText;
    }

    int detailed() {
        return detailed;
    }

    String detailedText() {
        return detailedText;
    }

    /** What the smart transaction calls itself when its payment is here. It tells nothing of what comes after success. */
    String ofSmartTransaction() {
        return ofSmartTransaction;
    }
}
