package io.quittance.spi;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What is said to be true about one payment at one moment. The gateway stores observations, folds those of a payment into
 * its state, and never changes one.
 *
 * @param payment which payment
 * @param source who says so: the provider when asked, or the notification
 * @param status the payment's status
 * @param amount what the payment is over; null if not told
 * @param captured how much of it is captured; null if not told, and then the status implies it
 * @param refunds the refunds that are known, merged by id with those observed earlier
 * @param order which order it belongs to, as far as this observation tells
 * @param site for providers with several sites per account: where the payment belongs; null if not told
 * @param live whether the provider calls it real money; null if not told
 * @param recurring whether it is one of a series that the payer once agreed to, and so may come without an order
 * @param providerTime when it became so, by the provider's clock; null if not told
 * @param evidence the notification that carried it; null for a read, and for what the latest notification of the work
 *     carried
 */
public record PaymentObservation(
        PaymentKey payment,
        Source source,
        ObservedStatus status,
        @Nullable Money amount,
        @Nullable Money captured,
        List<Refund> refunds,
        OrderMatch order,
        @Nullable Site site,
        @Nullable Boolean live,
        boolean recurring,
        @Nullable Instant providerTime,
        @Nullable InboundNotification evidence) {

    /** Who says so. */
    public enum Source {
        /** The provider, when it was asked: replaces what was observed before. */
        READ,
        /** A verified notification: joined with the others by rank. */
        CARRIED
    }

    /**
     * A refund of the payment.
     *
     * @param id the provider's id of the refund
     * @param amount how much goes back, positive
     * @param status how far it is
     */
    public record Refund(String id, Money amount, Status status) {

        /** How far a refund is. */
        public enum Status {
            /** Asked for; no money has gone back yet. */
            PENDING,
            /** The money went back. */
            SUCCEEDED,
            /** No money goes back. */
            FAILED
        }
    }

    /**
     * The site that the payment names, and the one whose credential the sender proved to hold.
     *
     * @param named the site in the body
     * @param authenticated the site of the credential
     */
    public record Site(String named, String authenticated) {

        /** Whether they are the same; only then may the payment make an order authorized or paid. */
        public boolean matches() {
            return named.equals(authenticated);
        }
    }

    public PaymentObservation {
        Objects.requireNonNull(payment, "an observation is about a payment");
        Objects.requireNonNull(source, "an observation has a source");
        Objects.requireNonNull(status, "an observation has a status");
        Objects.requireNonNull(order, "an observation says how its order was searched, if only not at all");
        refunds = List.copyOf(refunds);
    }

    /** Starts an observation; everything that is not told stays out. */
    public static PaymentObservationBuilder builder(PaymentKey payment, Source source, ObservedStatus status) {
        return new PaymentObservationBuilder(payment, source, status);
    }
}
