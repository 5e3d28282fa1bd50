package io.quittance.spi;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A payment's status as the provider tells it, with our reading of it.
 *
 * @param status our reading; {@link PaymentStatus#UNKNOWN} for a code that the plugin does not know
 * @param rank where the code stands in the life of a payment at this provider, higher is later. Of two claims without a
 *     read the higher rank wins, whatever came first; so a code that may undo another has the higher rank. Declared by
 *     the plugin for each code
 * @param code the provider's own code, as text
 * @param text the provider's own name of it, for people
 * @param reasons why, in the provider's words, for example for a failure; possibly empty
 */
public record ObservedStatus(
        PaymentStatus status,
        int rank,
        String code,
        @Nullable String text,
        List<Reason> reasons) {

    /**
     * A reason that a provider gives.
     *
     * @param code the provider's code
     * @param text the provider's text
     */
    public record Reason(String code, @Nullable String text) {}

    public ObservedStatus {
        reasons = List.copyOf(reasons);
    }

    /** A status without text and reasons. */
    public static ObservedStatus of(PaymentStatus status, int rank, String code) {
        return new ObservedStatus(status, rank, code, null, List.of());
    }

    /**
     * The status of a payment that an observation does not tell, because it is about something else of it, such as a
     * refund. Never better than a status that is told; alone it means that the payment has to be looked up.
     */
    public static ObservedStatus notTold() {
        return of(PaymentStatus.UNKNOWN, Integer.MIN_VALUE, "");
    }

    /** Whether the payment's own status is told. */
    public boolean isTold() {
        return !code.isEmpty();
    }
}
