package io.quittance.provider.secuconnect;

import io.quittance.spi.Money;
import io.quittance.spi.ObservedStatus;
import io.quittance.spi.OrderMatch;
import io.quittance.spi.PaymentKey;
import io.quittance.spi.PaymentObservation;
import io.quittance.spi.PaymentObservation.Refund;
import io.quittance.spi.PaymentObservation.Source;
import io.quittance.spi.PaymentStatus;
import io.quittance.spi.ProviderException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * All that was read about one payment, and what it means. Pure.
 *
 * @param payment the payment itself, no refund
 * @param refunds its refunds that are transactions of their own
 * @param left what is left of its amount; only where the status does not tell
 */
record PaymentReading(PaymentTransaction payment, List<Refund> refunds, Optional<EffectiveAmount> left) {

    PaymentReading {
        refunds = List.copyOf(refunds);
        left.ifPresent(effective -> requireWithin(effective.amount(), payment.amount()));
    }

    /**
     * What to tell the gateway.
     *
     * @param before our status of the payment so far: a void payment that was captured has gone back, another never came
     */
    PaymentObservation observe(OrderMatch order, PaymentStatus before) {
        ReportedStatus reported = payment.status();
        ObservedStatus status = new ObservedStatus(
                status(before.impliesCapture()), reported.rank(), reported.code(), reported.text(), reported.reasons());
        return PaymentObservation.builder(PaymentKey.of(payment.id()), Source.READ, status)
                .amount(payment.amount())
                .refunds(Stream.concat(refunds.stream(), reduction(before).stream())
                        .toList())
                .order(order)
                .recurring(payment.recurring())
                .providerTime(payment.time())
                .build();
    }

    private PaymentStatus status(boolean wasCaptured) {
        SimpleStatus known = payment.status().known();
        if (known == null) {
            return PaymentStatus.UNKNOWN;
        }
        if (left.isPresent()) {
            return reducedStatus(known, left.get().amount().minorUnits(), wasCaptured);
        }
        boolean claimsMoney = known.status() == PaymentStatus.AUTHORIZED || known.status() == PaymentStatus.PAID;
        return claimsMoney && payment.status().isWaitingForPrepayment() ? PaymentStatus.PENDING : known.status();
    }

    private PaymentStatus reducedStatus(SimpleStatus known, long rest, boolean wasCaptured) {
        if (rest == 0) {
            return wasCaptured || wentBack() ? PaymentStatus.REFUNDED : known.status();
        }
        if (rest < payment.amount().minorUnits()) {
            return PaymentStatus.PARTIALLY_REFUNDED;
        }
        // A refund that took nothing away is one to come; a void payment that is still whole makes no sense.
        return known == SimpleStatus.REFUND ? PaymentStatus.PAID : PaymentStatus.UNKNOWN;
    }

    private boolean wentBack() {
        return refunds.stream().anyMatch(refund -> refund.status() == Refund.Status.SUCCEEDED);
    }

    /**
     * What went back without a refund transaction, told as a refund: before a payment is executed, the provider only
     * reduces its amount. Refunds outlive the reads that told of them, so one that is explained by now is taken back:
     * else the same money would count twice.
     */
    private Optional<Refund> reduction(PaymentStatus before) {
        long whole = payment.amount().minorUnits();
        long rest = left.map(effective -> effective.amount().minorUnits()).orElse(whole);
        long unexplained = whole - rest - explained();
        if (rest > 0 && unexplained > 0) {
            return Optional.of(reduction(unexplained, Refund.Status.SUCCEEDED));
        }
        return before == PaymentStatus.PARTIALLY_REFUNDED
                ? Optional.of(reduction(whole, Refund.Status.FAILED))
                : Optional.empty();
    }

    private long explained() {
        return refunds.stream()
                .filter(refund -> refund.status() != Refund.Status.FAILED)
                .mapToLong(refund -> refund.amount().minorUnits())
                .sum();
    }

    private Refund reduction(long minorUnits, Refund.Status status) {
        return new Refund(
                payment.id() + "/reduction",
                new Money(minorUnits, payment.amount().currency()),
                status);
    }

    private static void requireWithin(Money left, Money whole) {
        boolean within = left.currency().equals(whole.currency())
                && left.minorUnits() >= 0
                && left.minorUnits() <= whole.minorUnits();
        if (!within) {
            throw ProviderException.permanent(
                    "secuconnect's effective amount of a payment is not within its amount: " + left + " of " + whole);
        }
    }
}
