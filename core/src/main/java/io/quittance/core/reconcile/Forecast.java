package io.quittance.core.reconcile;

import io.quittance.core.store.LedgerChanges;
import io.quittance.core.store.LedgerChanges.PaymentChange;
import io.quittance.core.store.LedgerSnapshot;
import io.quittance.core.store.LedgerSnapshot.LedgerPayment;
import io.quittance.core.store.Order;
import io.quittance.core.store.OrderKey;
import io.quittance.core.store.OrderState;
import io.quittance.core.store.Payment;
import io.quittance.core.store.PaymentId;
import io.quittance.core.store.WireNames;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a decision would change, for people.
 *
 * @param unanswered how many notifications nothing could be found out about, such as when the provider did not answer
 */
public record Forecast(
        int unanswered, List<OrderForecast> orders, List<PaymentForecast> payments, List<CaseForecast> cases) {

    /** Nothing would change. */
    public static final Forecast NONE = new Forecast(0, List.of(), List.of(), List.of());

    public Forecast {
        orders = List.copyOf(orders);
        payments = List.copyOf(payments);
        cases = List.copyOf(cases);
    }

    /** This and another one. */
    public Forecast plus(Forecast other) {
        return new Forecast(
                unanswered + other.unanswered,
                join(orders, other.orders),
                join(payments, other.payments),
                join(cases, other.cases));
    }

    /** An order that would change. */
    public record OrderForecast(String merchant, String reference, OrderFacts before, OrderFacts after) {}

    /** What users see of an order's money, in minor units. */
    public record OrderFacts(String status, long paid, long refunded) {}

    /** A payment that would change. */
    public record PaymentForecast(
            String account, String id, @Nullable String order, PaymentFacts before, PaymentFacts after) {}

    /** What users see of a payment, in minor units. */
    public record PaymentFacts(
            String status,
            String code,
            @Nullable Long amount,
            @Nullable String currency,
            long captured,
            long refunded) {}

    /**
     * A case that would be opened or closed.
     *
     * @param change {@code opened} or {@code closed}
     */
    public record CaseForecast(
            String change,
            String merchant,
            String kind,
            @Nullable String order,
            @Nullable String payment) {}

    static Forecast of(LedgerSnapshot snapshot, LedgerChanges changes, int unanswered) {
        return new Forecast(unanswered, orders(snapshot, changes), payments(snapshot, changes), cases(changes));
    }

    private static <T> List<T> join(List<T> one, List<T> other) {
        return Stream.concat(one.stream(), other.stream()).toList();
    }

    private static List<OrderForecast> orders(LedgerSnapshot snapshot, LedgerChanges changes) {
        return changes.orders().stream()
                .map(after -> new OrderForecast(
                        after.merchant(),
                        after.reference(),
                        facts(before(snapshot, after).state()),
                        facts(after.state())))
                .filter(order -> !order.before().equals(order.after()))
                .toList();
    }

    private static Order before(LedgerSnapshot snapshot, Order after) {
        return Objects.requireNonNull(snapshot.orders().get(new OrderKey(after.merchant(), after.reference())));
    }

    private static List<PaymentForecast> payments(LedgerSnapshot snapshot, LedgerChanges changes) {
        return changes.payments().stream()
                .map(change -> payment(snapshot, change))
                .filter(payment -> !payment.before().equals(payment.after()))
                .toList();
    }

    private static PaymentForecast payment(LedgerSnapshot snapshot, PaymentChange change) {
        PaymentId id = change.payment().id();
        LedgerPayment known = Objects.requireNonNull(snapshot.payments().get(id));
        Payment before = known.observations().isEmpty()
                ? Payment.untold(id, change.payment().since())
                : PaymentRules.fold(known.observations());
        return new PaymentForecast(
                id.account(), id.key().id(), change.reference(), facts(before), facts(change.payment()));
    }

    private static List<CaseForecast> cases(LedgerChanges changes) {
        return Stream.concat(
                        changes.opened().stream()
                                .map(one -> new CaseForecast(
                                        "opened",
                                        one.merchant(),
                                        one.discrepancy().kind().wireName(),
                                        one.reference(),
                                        payment(one.discrepancy().payment()))),
                        changes.closed().stream()
                                .map(one -> new CaseForecast(
                                        "closed", one.merchant(), one.kind().wireName(), one.reference(), null)))
                .toList();
    }

    private static @Nullable String payment(@Nullable PaymentId id) {
        return id == null ? null : id.key().id();
    }

    private static OrderFacts facts(OrderState state) {
        return new OrderFacts(state.status().wireName(), state.paid(), state.refunded());
    }

    private static PaymentFacts facts(Payment payment) {
        return new PaymentFacts(
                WireNames.of(payment.status().status()),
                payment.status().code(),
                payment.amount() == null ? null : payment.amount().minorUnits(),
                payment.amount() == null ? null : payment.amount().currency(),
                payment.captured(),
                payment.refunded());
    }
}
