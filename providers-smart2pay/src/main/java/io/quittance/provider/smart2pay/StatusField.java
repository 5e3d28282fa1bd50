package io.quittance.provider.smart2pay;

import io.quittance.spi.ObservedStatus.Reason;
import io.quittance.spi.ProviderException;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The status of an object: payments, refunds, disputes and all others tell it in the same shape, but the same id means
 * different things.
 *
 * @param id as text, whether it was a number or not
 * @param info its name, which is often missing
 * @param reasons why, possibly none
 */
record StatusField(String id, @Nullable String info, List<Reason> reasons) {

    StatusField {
        reasons = List.copyOf(reasons);
    }

    /**
     * Reads the status of an object.
     *
     * @throws ProviderException permanent if it has none
     */
    static StatusField of(LenientJson content) {
        LenientJson status = in(content);
        return new StatusField(status.identifier("ID"), status.raw("Info"), reasons(status));
    }

    /** Where the status is: calls for the status of a refund name it differently. */
    static LenientJson in(LenientJson content) {
        return content.object(!content.has("Status") && content.has("StateDetails") ? "StateDetails" : "Status");
    }

    private static List<Reason> reasons(LenientJson status) {
        return status.objects("Reasons").stream()
                .map(reason -> new Reason(Objects.requireNonNullElse(reason.raw("Code"), ""), reason.raw("Info")))
                .toList();
    }
}
