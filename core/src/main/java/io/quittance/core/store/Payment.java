package io.quittance.core.store;

import io.quittance.spi.Money;
import io.quittance.spi.ObservedStatus;
import io.quittance.spi.OrderMatch;
import io.quittance.spi.PaymentObservation.Refund;
import io.quittance.spi.PaymentObservation.Site;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Our record of one provider payment: the fold of its current observations.
 *
 * @param amount what it is over; null as long as nobody told
 * @param captured what was captured of it so far, in minor units of the amount's currency, before anything went back
 * @param refunded what went back by refund, in the same unit
 * @param orderMatch what the observations tell about its order; the link itself is kept apart and never moves
 * @param site null if the provider has no sites
 * @param live null if the provider does not tell
 * @param since when its first observation was made: the latest attempt is the one with the latest such time
 */
public record Payment(
        PaymentId id,
        ObservedStatus status,
        @Nullable Money amount,
        long captured,
        long refunded,
        List<Refund> refunds,
        OrderMatch orderMatch,
        @Nullable Site site,
        @Nullable Boolean live,
        boolean recurring,
        Instant since) {

    public Payment {
        refunds = List.copyOf(refunds);
    }

    /** A payment of which nothing is known but its id. */
    public static Payment untold(PaymentId id, Instant since) {
        return new Payment(
                id, ObservedStatus.notTold(), null, 0, 0, List.of(), OrderMatch.notTold(), null, null, false, since);
    }
}
