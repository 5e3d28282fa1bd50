package io.quittance.provider.smart2pay;

import io.quittance.spi.Money;
import io.quittance.spi.ObservedStatus;
import io.quittance.spi.OrderMatch;
import io.quittance.spi.PaymentObservation;
import io.quittance.spi.PaymentObservation.Refund;
import io.quittance.spi.PaymentObservation.Site;
import io.quittance.spi.PaymentObservation.Source;
import io.quittance.spi.PaymentObservationBuilder;
import io.quittance.spi.PaymentStore.KnownPayment;
import io.quittance.spi.ProviderException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Says what is true about a payment if a message of Smart2Pay is. Pure. */
final class PaymentMapping {

    private final Amounts amounts;
    private final OrderReference orderReference;

    PaymentMapping(Amounts amounts, OrderReference orderReference) {
        this.amounts = amounts;
        this.orderReference = orderReference;
    }

    /**
     * What a payment tells about itself in a verified notification. When the status came to be is not told: the only time in
     * the message is that of the payment's creation.
     *
     * @param authenticatedSite whose key the sender held
     * @throws ProviderException permanent if an amount cannot be read or is no whole number of minor units
     */
    PaymentObservationBuilder carried(PaymentMessage payment, String authenticatedSite) {
        return payment(
                PaymentObservation.builder(payment.key(), Source.CARRIED, payment.status()),
                payment,
                authenticatedSite);
    }

    /**
     * What the API tells about a payment. A dispute that is known goes on, since the API cannot tell about it.
     *
     * @param known what is known of the payment
     * @param askingSite whose key was used to ask
     * @throws ProviderException permanent if an amount cannot be read or is no whole number of minor units
     */
    PaymentObservationBuilder read(PaymentMessage payment, Optional<KnownPayment> known, String askingSite) {
        ObservedStatus status = DisputeStatus.afterRead(payment.status(), known);
        return payment(PaymentObservation.builder(payment.key(), Source.READ, status), payment, askingSite);
    }

    private PaymentObservationBuilder payment(
            PaymentObservationBuilder observation, PaymentMessage payment, String authenticatedSite) {
        return observation
                .amount(amounts.money(payment.content(), "Amount"))
                .captured(captured(payment))
                .order(order(payment))
                .site(payment.siteId()
                        .map(named -> new Site(named, authenticatedSite))
                        .orElse(null))
                .recurring(payment.isRecurring());
    }

    /**
     * What a refund tells about its payment. That is no status, no amount, no order and no site: its own are another thing's.
     * Its site is no proof either that the payment is of it, and would stand for the payment until that tells its own.
     *
     * @throws ProviderException permanent if it names no payment, or if its amount cannot be read
     */
    PaymentObservationBuilder refund(RefundMessage refund, BackEnd backEnd) {
        return PaymentObservation.builder(backEnd.payment(refund.paymentId()), Source.CARRIED, ObservedStatus.notTold())
                .refunds(List.of(refund(backEnd, refund)));
    }

    /**
     * What a dispute tells about its payment: only a status, and no site. The site of the best observation stands for the whole
     * payment, and a dispute outranks the payment's own: an oddity of its SiteID would mark a right payment as wrong, and a
     * right one would hide that the payment is of another site.
     *
     * @throws ProviderException permanent if it names no payment
     */
    PaymentObservationBuilder dispute(DisputeMessage dispute, BackEnd backEnd) {
        return PaymentObservation.builder(backEnd.payment(dispute.paymentId()), Source.CARRIED, dispute.status());
    }

    /** A refund that the API tells for a payment. */
    Refund refund(BackEnd backEnd, RefundMessage refund) {
        return refund.refund(backEnd, amounts);
    }

    OrderMatch order(PaymentMessage payment) {
        return orderReference.match(payment.merchantTransactionId().orElse(null));
    }

    /**
     * Only a few statuses make CapturedAmount mean what was captured: in others it is 0, null or absent by habit, and the
     * status itself tells.
     */
    private @Nullable Money captured(PaymentMessage payment) {
        if (!SmartStatus.tellsCapturedAmount(payment.statusField().id())) {
            return null;
        }
        Money captured = amounts.money(payment.content(), "CapturedAmount");
        return captured == null ? amounts.money(payment.content(), "Amount") : captured;
    }
}
