package io.quittance.core.reconcile;

import io.quittance.core.store.Payment;
import io.quittance.core.store.StoredObservation;
import io.quittance.spi.Money;
import io.quittance.spi.ObservedStatus;
import io.quittance.spi.OrderMatch;
import io.quittance.spi.PaymentObservation;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Whether what notifications carried leaves a doubt that only the provider can end. Ranks decide meanwhile. Pure.
 *
 * <p>Claims that come one after the other in the order of their ranks are no doubt: that is how a payment goes on.
 */
final class Doubt {

    private Doubt() {}

    /**
     * Why the provider is to be asked about a payment, in words; empty if there is no doubt.
     *
     * @param observations all of the payment
     * @param payment their fold
     * @param repeated what notifications claim that came again, and whose repeat may be news
     */
    static Optional<String> about(
            List<StoredObservation> observations, Payment payment, Collection<StoredObservation> repeated) {
        Optional<StoredObservation> read = Preference.latestToldRead(observations);
        List<StoredObservation> claims = observations.stream()
                .filter(Preference.currentAfter(read))
                .filter(observation -> Preference.isCarried(observation) && isTold(observation))
                .toList();
        return Stream.of(
                        notTold(observations),
                        read.flatMap(base -> contradiction(base.observation(), claims)),
                        stepBack(claims, payment.status()),
                        comeBack(repeated, payment.status()),
                        read.isPresent() ? Optional.<String>empty() : knownInPart(observations, payment))
                .flatMap(Optional::stream)
                .findFirst();
    }

    private static Optional<String> notTold(List<StoredObservation> observations) {
        return observations.stream().anyMatch(Doubt::isTold)
                ? Optional.empty()
                : Optional.of("nothing tells the status of the payment itself");
    }

    /**
     * What a dispute tells of its payment is not the payment: what it is over and which order it is for was told by a
     * notification that did not come. Once the provider told the payment's status, it told what it knows; and an order that
     * is told but not registered, or searched for in vain, is no doubt.
     */
    private static Optional<String> knownInPart(List<StoredObservation> observations, Payment payment) {
        boolean isOverSomething = observations.stream()
                .filter(Doubt::isTold)
                .map(StoredObservation::observation)
                .anyMatch(observation -> observation.amount() != null || observation.captured() != null);
        if (!isOverSomething) {
            return Optional.of("nothing that tells the payment's status tells its amount");
        }
        return payment.orderMatch().kind() == OrderMatch.Kind.NOT_TOLD && !payment.recurring()
                ? Optional.of("nothing tells which order the payment is for")
                : Optional.empty();
    }

    private static Optional<String> contradiction(PaymentObservation read, List<StoredObservation> claims) {
        return claims.stream()
                .map(StoredObservation::observation)
                .flatMap(claim -> Stream.of(
                                status(claim.status(), read.status()),
                                money("an amount", claim, read, PaymentObservation::amount),
                                money("a captured sum", claim, read, PaymentObservation::captured))
                        .flatMap(Optional::stream))
                .findFirst();
    }

    private static Optional<String> status(ObservedStatus claimed, ObservedStatus read) {
        return claimed.code().equals(read.code())
                ? Optional.empty()
                : Optional.of("a notification tells " + Words.of(claimed) + "; the provider told " + Words.of(read)
                        + " when it was last asked");
    }

    private static Optional<String> money(
            String what,
            PaymentObservation claim,
            PaymentObservation read,
            Function<PaymentObservation, @Nullable Money> fact) {
        Money claimed = fact.apply(claim);
        Money told = fact.apply(read);
        return claimed == null || told == null || claimed.equals(told)
                ? Optional.empty()
                : Optional.of("a notification tells " + what + " of " + Words.of(claimed) + "; the provider told "
                        + Words.of(told) + " when it was last asked");
    }

    /** What was received at the same moment has no order, so any of it may be the last. */
    private static Optional<String> stepBack(List<StoredObservation> claims, ObservedStatus believed) {
        Optional<Instant> latest =
                claims.stream().map(StoredObservation::observedAt).max(Comparator.naturalOrder());
        List<ObservedStatus> last = claims.stream()
                .filter(claim -> latest.filter(claim.observedAt()::equals).isPresent())
                .map(claim -> claim.observation().status())
                .toList();
        return last.stream().anyMatch(status -> isSame(status, believed))
                ? Optional.empty()
                : last.stream()
                        .findFirst()
                        .map(status -> "a notification tells " + Words.of(status) + " after another one told "
                                + Words.of(believed));
    }

    private static Optional<String> comeBack(Collection<StoredObservation> repeated, ObservedStatus believed) {
        return repeated.stream()
                .filter(Doubt::isTold)
                .map(claim -> claim.observation().status())
                .filter(status -> !isSame(status, believed))
                .findFirst()
                .map(status -> "a notification of " + Words.of(status) + " came again, and " + Words.of(believed)
                        + " is what is known");
    }

    private static boolean isSame(ObservedStatus one, ObservedStatus other) {
        return one.code().equals(other.code());
    }

    private static boolean isTold(StoredObservation observation) {
        return observation.observation().status().isTold();
    }
}
