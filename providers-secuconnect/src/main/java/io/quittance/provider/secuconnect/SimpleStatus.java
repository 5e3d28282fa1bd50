package io.quittance.provider.secuconnect;

import io.quittance.spi.PaymentObservation.Refund;
import io.quittance.spi.PaymentStatus;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The simple status of a payment transaction ({@code details.status_simple}): what decides, and whose change causes a push.
 * The provider's list is open. For {@link #VOID} and {@link #REFUND} our status here is that of a payment of which nothing
 * is left; see {@link PaymentReading}.
 */
enum SimpleStatus {
    PROCEED(0, "proceed", PaymentStatus.PENDING, 0, Refund.Status.PENDING),
    ACCEPTED(1, "accepted", PaymentStatus.PAID, 50, Refund.Status.SUCCEEDED),
    AUTHORIZED(2, "authorized", PaymentStatus.AUTHORIZED, 30, Refund.Status.PENDING),
    DENIED(3, "denied", PaymentStatus.FAILED, 40, Refund.Status.FAILED),
    ISSUE(4, "issue", PaymentStatus.CHARGED_BACK, 90, Refund.Status.FAILED),
    VOID(5, "void", PaymentStatus.CANCELLED, 70, Refund.Status.FAILED),
    ISSUE_RESOLVED(6, "issue resolved", PaymentStatus.DISPUTE_WON, 100, Refund.Status.SUCCEEDED),
    REFUND(7, "refund", PaymentStatus.REFUNDED, 80, Refund.Status.PENDING),
    CREATED(8, "created", PaymentStatus.PENDING, 1, Refund.Status.PENDING),
    PAID(9, "paid", PaymentStatus.PAID, 60, Refund.Status.SUCCEEDED),
    PENDING(10, "pending", PaymentStatus.PENDING, 10, Refund.Status.PENDING),
    SUBSCRIPTION_APPROVED(11, "subscription approved", PaymentStatus.PENDING, 11, Refund.Status.PENDING),
    SUBSCRIPTION_DECLINED(12, "subscription declined", PaymentStatus.FAILED, 41, Refund.Status.FAILED),
    ON_HOLD(13, "on hold", PaymentStatus.PENDING, 20, Refund.Status.PENDING),
    WAITING_FOR_SHIPMENT(14, "waiting for shipment", PaymentStatus.PENDING, 21, Refund.Status.PENDING),
    CONTAINER_AUTHORIZED(15, "container authorised", PaymentStatus.PENDING, 12, Refund.Status.PENDING),
    CONTAINER_DENIED(16, "container denied", PaymentStatus.FAILED, 42, Refund.Status.FAILED);

    private static final String JUST_CREATED_IN_OLD_FORMAT = "internal_server_status";

    private final int id;
    private final String text;
    private final PaymentStatus status;
    private final int rank;
    private final Refund.Status refundStatus;

    SimpleStatus(int id, String text, PaymentStatus status, int rank, Refund.Status refundStatus) {
        this.id = id;
        this.text = text;
        this.status = status;
        this.rank = rank;
        this.refundStatus = refundStatus;
    }

    int id() {
        return id;
    }

    String text() {
        return text;
    }

    /** What it means for a payment. */
    PaymentStatus status() {
        return status;
    }

    int rank() {
        return rank;
    }

    /** What it means for a refund, which is a transaction of its own with the same statuses. */
    Refund.Status refundStatus() {
        return refundStatus;
    }

    /** Whether only the effective amount tells how much went back. */
    boolean needsEffectiveAmount() {
        return this == VOID || this == REFUND;
    }

    static Optional<SimpleStatus> withId(long id) {
        return Stream.of(values()).filter(status -> status.id == id).findFirst();
    }

    /** By the name that the old format uses instead of the number. */
    static Optional<SimpleStatus> named(String name) {
        if (name.equals(JUST_CREATED_IN_OLD_FORMAT)) {
            return Optional.of(CREATED);
        }
        String text = name.replace('_', ' ');
        return Stream.of(values()).filter(status -> status.text.equals(text)).findFirst();
    }
}
