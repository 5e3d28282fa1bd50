package io.quittance.spi.testing;

import io.quittance.spi.Money;
import io.quittance.spi.ObservedStatus;
import io.quittance.spi.PaymentKey;
import io.quittance.spi.PaymentObservation;
import io.quittance.spi.PaymentObservation.Refund;
import io.quittance.spi.PaymentObservation.Source;
import io.quittance.spi.PaymentStore;
import io.vertx.core.Future;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What observations come to, in short: a read replaces the status, a carried status takes part by its rank, refunds are
 * merged by id, and a link to an order stays.
 */
public final class TestingLedger implements PaymentStore {

    /**
     * What is known of a payment.
     *
     * @param amount what it is over; null if not told
     * @param order the order's reference, once it was told
     * @param refunds by id
     */
    public record Entry(
            PaymentKey payment,
            ObservedStatus status,
            @Nullable Money amount,
            Optional<String> order,
            Map<String, Refund> refunds) {

        public Entry {
            refunds = Map.copyOf(refunds);
        }

        /** The sum of the refunds that went back, in minor units. */
        public long refunded() {
            return refunds.values().stream()
                    .filter(refund -> refund.status() == Refund.Status.SUCCEEDED)
                    .mapToLong(refund -> refund.amount().minorUnits())
                    .sum();
        }
    }

    private final Map<PaymentKey, Entry> entries = new HashMap<>();

    /** All payments of an order. */
    public synchronized List<Entry> ofOrder(String reference) {
        return entries.values().stream()
                .filter(entry -> entry.order().equals(Optional.of(reference)))
                .toList();
    }

    /** All payments. */
    public synchronized List<Entry> all() {
        return List.copyOf(entries.values());
    }

    /** Adds what was observed. */
    public synchronized void add(PaymentObservation observation) {
        entries.merge(observation.payment(), entry(observation), (before, news) -> join(before, news, observation));
    }

    @Override
    public synchronized Future<Optional<KnownPayment>> payment(PaymentKey payment) {
        return Future.succeededFuture(Optional.ofNullable(entries.get(payment))
                .map(entry -> new KnownPayment(
                        payment,
                        entry.order(),
                        entry.status().status(),
                        entry.status().code())));
    }

    @Override
    public Future<Optional<KnownOrder>> order(String reference) {
        return Future.succeededFuture(Optional.empty());
    }

    private static Entry entry(PaymentObservation observation) {
        Map<String, Refund> refunds = new HashMap<>();
        observation.refunds().forEach(refund -> refunds.put(refund.id(), refund));
        return new Entry(
                observation.payment(),
                observation.status(),
                observation.amount(),
                observation.order().matchedReference(),
                refunds);
    }

    private static Entry join(Entry before, Entry news, PaymentObservation observation) {
        boolean replaces = observation.status().isTold()
                && (observation.source() == Source.READ
                        || news.status().rank() >= before.status().rank());
        Map<String, Refund> refunds = new HashMap<>(before.refunds());
        news.refunds().forEach((id, refund) -> refunds.merge(id, refund, TestingLedger::further));
        return new Entry(
                before.payment(),
                replaces ? news.status() : before.status(),
                Stream.of(news, before)
                        .map(Entry::amount)
                        .filter(amount -> amount != null)
                        .findFirst()
                        .orElse(null),
                before.order().or(news::order),
                refunds);
    }

    /** A refund that ended does not go back to pending, whatever overtook what. */
    private static Refund further(Refund before, Refund news) {
        return news.status() == Refund.Status.PENDING ? before : news;
    }
}
