package io.quittance.provider.smart2pay;

import io.quittance.spi.ObservedStatus;
import io.quittance.spi.ObservedStatus.Reason;
import io.quittance.spi.PaymentStatus;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The statuses of a payment at Smart2Pay, in the order of their ranks. Notifications carry no time and no number, so the
 * rank alone decides between two of them: a success undoes an earlier failure, a late failure undoes no success, and what
 * happens to money after a success outranks it. No two statuses share a rank, or the order of arrival would decide.
 */
enum SmartStatus {
    OPEN(1, "Open", PaymentStatus.PENDING, 100),
    SUBMITTED(8, "Submitted", PaymentStatus.PENDING, 110),
    PENDING_ON_CUSTOMER(6, "PendingOnCustomer", PaymentStatus.PENDING, 120),
    COMPLETED(17, "Completed", PaymentStatus.PENDING, 130),
    PENDING_ON_PROVIDER(7, "PendingOnProvider", PaymentStatus.PENDING, 140),
    PROCESSING(18, "Processing", PaymentStatus.PENDING, 150),
    AUTHORIZE_REQUESTED(10, "AuthorizeRequested", PaymentStatus.PENDING, 160),
    PENDING_CHALLENGE_CONFIRMATION(30, "PendingChallengeConfirmation", PaymentStatus.PENDING, 170),
    EXCEPTION(14, "Exception", PaymentStatus.PENDING, 180),
    EXCEPTION_WAIT_FOR_FRAUD(37, "ExceptionWaitForFraud", PaymentStatus.PENDING, 190),
    SUCCESS_WAIT_FOR_FRAUD(36, "SuccessWaitForFraud", PaymentStatus.PENDING, 195),
    /** Listed without a meaning. It may be about money to the merchant, so a person decides rather than a guess. */
    PAID(25, "Paid", PaymentStatus.UNKNOWN, 201),
    AUTHORIZED(9, "Authorized", PaymentStatus.AUTHORIZED, 300),
    CAPTURE_REQUESTED(13, "CaptureRequested", PaymentStatus.AUTHORIZED, 310),
    QUEUED_FOR_CAPTURING(33, "QueuedForCapturing", PaymentStatus.AUTHORIZED, 320),
    CANCEL_REQUESTED(15, "CancelRequested", PaymentStatus.AUTHORIZED, 330),
    QUEUED_FOR_CANCELING(34, "QueuedForCanceling", PaymentStatus.AUTHORIZED, 340),
    EXPIRED(5, "Expired", PaymentStatus.EXPIRED, 400),
    SOFT_DECLINED(39, "SoftDeclined", PaymentStatus.FAILED, 410),
    REJECTED(12, "Rejected", PaymentStatus.FAILED, 420),
    FAILED(4, "Failed", PaymentStatus.FAILED, 430),
    CANCELLED(3, "Cancelled", PaymentStatus.CANCELLED, 440),
    PARTIALLY_CAPTURED(35, "PartiallyCaptured", PaymentStatus.PARTIALLY_PAID, 500),
    SUCCESS(2, "Success", PaymentStatus.PAID, 600),
    CAPTURED(11, "Captured", PaymentStatus.PAID, 610),
    /** The issuer asks for information; nobody took the money, and the status is final. */
    RETRIEVAL(38, "Retrieval", PaymentStatus.PAID, 620),
    PARTIALLY_REFUNDED(21, "PartiallyRefunded", PaymentStatus.PARTIALLY_REFUNDED, 700),
    REFUNDED(22, "Refunded", PaymentStatus.REFUNDED, 710),
    REVERSED(16, "Reversed", PaymentStatus.REVERSED, 720),
    DISPUTED(19, "Disputed", PaymentStatus.DISPUTED, 800),
    DISPUTE_WON(23, "DisputeWon", PaymentStatus.DISPUTE_WON, 810),
    DISPUTE_LOST(24, "DisputeLost", PaymentStatus.CHARGED_BACK, 820),
    CHARGED_BACK(26, "Chargedback", PaymentStatus.CHARGED_BACK, 830),
    SECOND_CHARGEBACK_WON(27, "SecondChargebackWon", PaymentStatus.DISPUTE_WON, 840),
    SECOND_DISPUTE_LOST(28, "SecondDisputeLost", PaymentStatus.CHARGED_BACK, 850);

    /** The rank of what is not listed: it hides nothing but the statuses before any money or failure. */
    static final int UNLISTED_RANK = 200;

    private static final Map<String, SmartStatus> BY_CODE =
            Arrays.stream(values()).collect(Collectors.toUnmodifiableMap(SmartStatus::code, Function.identity()));

    private final int id;
    private final String providerName;
    private final PaymentStatus status;
    private final int rank;

    SmartStatus(int id, String providerName, PaymentStatus status, int rank) {
        this.id = id;
        this.providerName = providerName;
        this.status = status;
        this.rank = rank;
    }

    /** Our reading of a Status.ID. */
    static ObservedStatus observed(String code, @Nullable String info, List<Reason> reasons) {
        return of(code).map(listed -> listed.observed(info == null ? listed.providerName : info, reasons))
                .orElseGet(() -> new ObservedStatus(PaymentStatus.UNKNOWN, UNLISTED_RANK, code, info, reasons));
    }

    /** Our reading of this status where something else than the payment tells it, with a code of its own. */
    ObservedStatus observedAs(String code, List<Reason> reasons) {
        return new ObservedStatus(status, rank, code, providerName, reasons);
    }

    private ObservedStatus observed(String text, List<Reason> reasons) {
        return new ObservedStatus(status, rank, code(), text, reasons);
    }

    /** Whether a payment of this status is, or was, in dispute. */
    static boolean showsDispute(ObservedStatus status) {
        return status.rank() >= DISPUTED.rank;
    }

    /** Whether CapturedAmount, next to this Status.ID, says what was captured. */
    static boolean tellsCapturedAmount(String code) {
        return of(code).filter(listed -> listed == CAPTURED || listed == PARTIALLY_CAPTURED || listed == RETRIEVAL)
                .isPresent();
    }

    private static Optional<SmartStatus> of(String code) {
        return Optional.ofNullable(BY_CODE.get(code));
    }

    private String code() {
        return Integer.toString(id);
    }
}
