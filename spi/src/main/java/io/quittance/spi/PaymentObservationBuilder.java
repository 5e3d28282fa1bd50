package io.quittance.spi;

import io.quittance.spi.PaymentObservation.Refund;
import io.quittance.spi.PaymentObservation.Site;
import io.quittance.spi.PaymentObservation.Source;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Collects what is told about a payment; see {@link PaymentObservation} for each part. Not safe for several threads. */
public final class PaymentObservationBuilder {

    private final PaymentKey payment;
    private final Source source;
    private final ObservedStatus status;
    private @Nullable Money amount;
    private @Nullable Money captured;
    private List<Refund> refunds = List.of();
    private OrderMatch order = OrderMatch.notTold();
    private @Nullable Site site;
    private @Nullable Boolean live;
    private boolean recurring;
    private @Nullable Instant providerTime;
    private @Nullable InboundNotification evidence;

    PaymentObservationBuilder(PaymentKey payment, Source source, ObservedStatus status) {
        this.payment = payment;
        this.source = source;
        this.status = status;
    }

    /** What the payment is over. */
    public PaymentObservationBuilder amount(@Nullable Money amount) {
        this.amount = amount;
        return this;
    }

    /** How much is captured. */
    public PaymentObservationBuilder captured(@Nullable Money captured) {
        this.captured = captured;
        return this;
    }

    /** The refunds that are known. */
    public PaymentObservationBuilder refunds(List<Refund> refunds) {
        this.refunds = refunds;
        return this;
    }

    /** Which order it belongs to. */
    public PaymentObservationBuilder order(OrderMatch order) {
        this.order = order;
        return this;
    }

    /** Where it belongs. */
    public PaymentObservationBuilder site(@Nullable Site site) {
        this.site = site;
        return this;
    }

    /** Whether it is real money. */
    public PaymentObservationBuilder live(@Nullable Boolean live) {
        this.live = live;
        return this;
    }

    /** Whether it is one of a series. */
    public PaymentObservationBuilder recurring(boolean recurring) {
        this.recurring = recurring;
        return this;
    }

    /** When it became so. */
    public PaymentObservationBuilder providerTime(@Nullable Instant providerTime) {
        this.providerTime = providerTime;
        return this;
    }

    /** Which notification carried it. */
    public PaymentObservationBuilder evidence(InboundNotification evidence) {
        this.evidence = evidence;
        return this;
    }

    /** The observation. */
    public PaymentObservation build() {
        return new PaymentObservation(
                payment,
                source,
                status,
                amount,
                captured,
                refunds,
                order,
                site,
                live,
                recurring,
                providerTime,
                evidence);
    }
}
