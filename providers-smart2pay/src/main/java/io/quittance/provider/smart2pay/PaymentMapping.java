package io.quittance.provider.smart2pay;

import io.quittance.spi.Money;
import io.quittance.spi.PaymentObservation;
import io.quittance.spi.PaymentObservation.Site;
import io.quittance.spi.PaymentObservation.Source;
import io.quittance.spi.ProviderException;
import org.jspecify.annotations.Nullable;

/** Says what is true about a payment if a message of Smart2Pay is. Pure. */
final class PaymentMapping {

    private final AmountUnit amountUnit;
    private final OrderReference orderReference;

    PaymentMapping(AmountUnit amountUnit, OrderReference orderReference) {
        this.amountUnit = amountUnit;
        this.orderReference = orderReference;
    }

    /**
     * The observation that a verified notification carries. When the status came to be is not told: the only time in the
     * message is that of the payment's creation.
     *
     * @param authenticatedSite whose key the sender held
     * @throws ProviderException permanent if an amount cannot be read or is no whole number of minor units
     */
    PaymentObservation observe(PaymentMessage payment, String authenticatedSite) {
        return PaymentObservation.builder(payment.key(), Source.CARRIED, payment.status())
                .amount(money(payment, "Amount", payment.amount()))
                .captured(captured(payment))
                .order(orderReference.match(payment.merchantTransactionId().orElse(null)))
                .site(payment.siteId()
                        .map(named -> new Site(named, authenticatedSite))
                        .orElse(null))
                .recurring(payment.isRecurring())
                .build();
    }

    /**
     * Only a few statuses make CapturedAmount mean what was captured: in others it is 0, null or absent by habit, and the
     * status itself tells.
     */
    private @Nullable Money captured(PaymentMessage payment) {
        if (!SmartStatus.tellsCapturedAmount(payment.statusCode())) {
            return null;
        }
        Long captured = payment.capturedAmount();
        return captured == null
                ? money(payment, "Amount", payment.amount())
                : money(payment, "CapturedAmount", captured);
    }

    private @Nullable Money money(PaymentMessage payment, String field, @Nullable Long amount) {
        if (amount == null) {
            return null;
        }
        String currency = payment.currency().orElseThrow(() -> unconvertible(payment, field, "there is no Currency"));
        try {
            return amountUnit.money(amount, currency);
        } catch (ArithmeticException e) {
            throw unconvertible(
                    payment, field, amount + " hundredths of " + currency + " are no whole number of its minor units");
        } catch (IllegalArgumentException e) {
            throw unconvertible(payment, field, "Currency is no code of ISO 4217 with a minor unit");
        }
    }

    private static ProviderException unconvertible(PaymentMessage payment, String field, String why) {
        return ProviderException.permanent("Payment " + payment.key() + ": " + field + ": " + why);
    }
}
