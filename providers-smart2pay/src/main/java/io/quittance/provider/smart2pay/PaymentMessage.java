package io.quittance.provider.smart2pay;

import io.quittance.spi.ObservedStatus;
import io.quittance.spi.ObservedStatus.Reason;
import io.quittance.spi.PaymentKey;
import io.quittance.spi.ProviderException;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A payment as notifications and the API tell it. Id and status are there; everything else is read when asked for.
 *
 * @param id its ID
 * @param statusCode its Status.ID
 * @param content all of it
 */
record PaymentMessage(String id, String statusCode, LenientJson content) {

    /**
     * Reads a payment.
     *
     * @throws ProviderException permanent if it has no ID or no Status.ID
     */
    static PaymentMessage of(LenientJson content) {
        return new PaymentMessage(
                content.identifier("ID"), content.object("Status").identifier("ID"), content);
    }

    PaymentKey key() {
        return new PaymentKey(id, BackEnd.of(content));
    }

    ObservedStatus status() {
        LenientJson status = content.object("Status");
        return SmartStatus.observed(statusCode, status.raw("Info"), reasons(status));
    }

    @Nullable
    Long amount() {
        return content.amount("Amount");
    }

    @Nullable
    Long capturedAmount() {
        return content.amount("CapturedAmount");
    }

    Optional<String> currency() {
        return content.text("Currency");
    }

    Optional<String> siteId() {
        return content.text("SiteID");
    }

    Optional<String> merchantTransactionId() {
        return content.text("MerchantTransactionID");
    }

    /** Whether it was made under a preapproval that the payer once gave. */
    boolean isRecurring() {
        return content.text("PreapprovalID").filter(id -> !"0".equals(id)).isPresent();
    }

    private static List<Reason> reasons(LenientJson status) {
        return status.objects("Reasons").stream()
                .map(reason -> new Reason(Objects.requireNonNullElse(reason.raw("Code"), ""), reason.raw("Info")))
                .toList();
    }
}
