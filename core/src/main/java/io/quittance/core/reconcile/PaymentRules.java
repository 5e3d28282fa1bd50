package io.quittance.core.reconcile;

import static io.quittance.spi.OrderMatch.Kind.MATCHED;
import static io.quittance.spi.OrderMatch.Kind.NOT_TOLD;
import static io.quittance.spi.PaymentStatus.REFUNDED;
import static io.quittance.spi.PaymentStatus.REVERSED;

import io.quittance.core.store.Discrepancy;
import io.quittance.core.store.Payment;
import io.quittance.core.store.PaymentId;
import io.quittance.core.store.StoredObservation;
import io.quittance.spi.ObservedStatus;
import io.quittance.spi.OrderMatch;
import io.quittance.spi.PaymentObservation;
import io.quittance.spi.PaymentObservation.Refund;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What is true about one payment, from all that was observed of it. Pure, and the same whatever the order and the number of
 * times in which its notifications arrived.
 */
public final class PaymentRules {

    private PaymentRules() {}

    /**
     * Folds the observations of one payment into the payment: its latest read, plus what notifications carried since, joined
     * by the provider's rank. What the best observation does not tell is taken from the next best that does.
     *
     * @param observations those of one payment that are not superseded, at least one, in any order
     */
    public static Payment fold(List<StoredObservation> observations) {
        PaymentId id = idOf(observations);
        List<PaymentObservation> bestFirst = Preference.bestFirst(observations);
        CapturedMoney money = CapturedMoney.of(bestFirst);
        List<Refund> refunds = RefundMerge.merge(observations);
        return new Payment(
                id,
                told(bestFirst),
                money.amount(),
                money.captured(),
                refunded(money, refunds),
                refunds,
                orderMatch(bestFirst),
                firstTold(bestFirst, PaymentObservation::site),
                firstTold(bestFirst, PaymentObservation::live),
                bestFirst.stream().anyMatch(PaymentObservation::recurring),
                since(observations));
    }

    /**
     * What does not fit about a payment by itself.
     *
     * @param search how far the search for its order is
     * @param terms those of its account
     */
    static List<Discrepancy> discrepancies(Payment payment, OrderSearch search, AccountTerms terms) {
        return PaymentDiscrepancies.of(payment, search, terms);
    }

    /** The status of the payment that these observations come to. */
    static ObservedStatus status(List<StoredObservation> observations) {
        return told(Preference.bestFirst(observations));
    }

    private static ObservedStatus told(List<PaymentObservation> bestFirst) {
        return bestFirst.stream()
                .map(PaymentObservation::status)
                .filter(ObservedStatus::isTold)
                .findFirst()
                .orElseGet(ObservedStatus::notTold);
    }

    private static PaymentId idOf(List<StoredObservation> observations) {
        List<PaymentId> ids =
                observations.stream().map(StoredObservation::payment).distinct().toList();
        if (ids.size() != 1) {
            throw new IllegalArgumentException("Observations of exactly one payment are folded, not of " + ids);
        }
        return ids.get(0);
    }

    private static long refunded(CapturedMoney money, List<Refund> refunds) {
        if (money.amount() == null) {
            return 0;
        }
        boolean all = money.status() == REFUNDED || money.status() == REVERSED;
        long succeeded = RefundMerge.succeeded(refunds, money.amount().currency());
        return all ? Math.max(money.captured(), succeeded) : succeeded;
    }

    /** An order once found is kept, whatever a later search for it says. */
    private static OrderMatch orderMatch(List<PaymentObservation> bestFirst) {
        List<OrderMatch> told = bestFirst.stream()
                .map(PaymentObservation::order)
                .filter(match -> match.kind() != NOT_TOLD)
                .toList();
        return told.stream()
                .filter(match -> match.kind() == MATCHED)
                .findFirst()
                .orElseGet(() -> told.isEmpty() ? OrderMatch.notTold() : told.get(0));
    }

    private static <T> @Nullable T firstTold(
            List<PaymentObservation> bestFirst, Function<PaymentObservation, @Nullable T> fact) {
        return bestFirst.stream().map(fact).filter(Objects::nonNull).findFirst().orElse(null);
    }

    private static Instant since(List<StoredObservation> observations) {
        return observations.stream()
                .map(StoredObservation::observedAt)
                .min(Comparator.naturalOrder())
                .orElseThrow();
    }
}
