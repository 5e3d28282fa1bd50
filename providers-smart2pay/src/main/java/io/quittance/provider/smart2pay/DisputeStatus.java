package io.quittance.provider.smart2pay;

import io.quittance.spi.ObservedStatus;
import io.quittance.spi.ObservedStatus.Reason;
import io.quittance.spi.PaymentStatus;
import io.quittance.spi.PaymentStore.KnownPayment;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What disputes make of their payment. They rank with the statuses that the payment itself may have then, but have codes of
 * their own: so what is known of a payment tells who said it, and a payment that shows no dispute does not undo one. Pure.
 */
final class DisputeStatus {

    /** Over everything that a payment can be before a dispute ends, so that a person sees it. */
    static final int UNLISTED_RANK = 805;

    private static final String PREFIX = "dispute:";

    private DisputeStatus() {}

    /**
     * Our reading of a dispute's Status.ID.
     *
     * @param id as text
     * @param info the provider's name of a status that is not listed; null if not told
     */
    static ObservedStatus observed(String id, @Nullable String info, List<Reason> reasons) {
        String code = PREFIX + id;
        return switch (id) {
            case "1" -> SmartStatus.DISPUTED.observedAs(code, reasons);
            case "23" -> SmartStatus.DISPUTE_WON.observedAs(code, reasons);
            case "24" -> SmartStatus.DISPUTE_LOST.observedAs(code, reasons);
            default -> new ObservedStatus(PaymentStatus.UNKNOWN, UNLISTED_RANK, code, info, reasons);
        };
    }

    /**
     * What a read makes of a payment. Disputes cannot be read, so the one that is known goes on, unless the payment's own
     * status is one of disputes.
     *
     * @param own the payment's own status, as the API tells it
     * @param known what was known of the payment when it was read
     */
    static ObservedStatus afterRead(ObservedStatus own, Optional<KnownPayment> known) {
        return known.map(KnownPayment::statusCode)
                .filter(code -> code.startsWith(PREFIX) && !SmartStatus.showsDispute(own))
                .map(code -> observed(code.substring(PREFIX.length()), null, List.of(ofPayment(own))))
                .orElse(own);
    }

    private static Reason ofPayment(ObservedStatus own) {
        String name = own.text() == null ? "" : own.text() + ", ";
        return new Reason(own.code(), name + "by the payment itself");
    }
}
