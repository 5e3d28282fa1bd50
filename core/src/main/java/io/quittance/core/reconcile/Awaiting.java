package io.quittance.core.reconcile;

import io.quittance.core.store.About;
import io.quittance.core.store.CaseKind;
import io.quittance.core.store.Discrepancy;
import io.quittance.core.store.Expectation;
import io.quittance.core.store.LedgerChanges.OrderExpectation;
import io.quittance.core.store.LedgerChanges.PaymentExpectation;
import io.quittance.core.store.LedgerScope.CaseKey;
import io.quittance.core.store.LedgerSnapshot.LedgerPayment;
import io.quittance.core.store.LedgerSnapshot.OpenCase;
import io.quittance.core.store.Order;
import io.quittance.core.store.OrderKey;
import io.quittance.core.store.Payment;
import io.quittance.core.store.PaymentId;
import io.quittance.core.store.StoredObservation;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What should still come, of the payments and orders of one settlement: when providers are asked about it, and what did not
 * come although its time is over.
 */
final class Awaiting {

    private final Instant now;
    private final ChangesBuilder changes;
    private final Set<CaseKey> heard = new HashSet<>();
    private final Map<CaseKey, Discrepancy> missing = new HashMap<>();
    private final Set<PaymentId> failed = new HashSet<>();
    private @Nullable Question question;
    private boolean isAsking;
    private Optional<Duration> next = Optional.empty();

    Awaiting(Instant now, ChangesBuilder changes) {
        this.now = now;
        this.changes = changes;
    }

    /**
     * That a provider was asked about a payment.
     *
     * @param expectation this answer included
     * @param fault why there was no answer; null if there was one
     */
    void asked(PaymentId payment, Expectation expectation, @Nullable Fault fault) {
        question = new Question(payment, expectation, fault);
    }

    /** That what is found out now is the answer to a question that would not have been asked if notifications came. */
    void isAskedForWantOfNews() {
        isAsking = true;
    }

    /** When the payment that was asked about is asked about again; empty if something was heard, or waiting is over. */
    Optional<Duration> next() {
        return next;
    }

    /** That the time of something is over. */
    void missing(CaseKey about, Discrepancy discrepancy) {
        missing.put(about, discrepancy);
    }

    /** That nothing is missing of something, although its time is over. */
    void isNormal(CaseKey about) {
        heard.add(about);
    }

    /**
     * A payment as it is now.
     *
     * @param known as it is on record
     * @param order what it is linked to now; null: nothing
     */
    void payment(LedgerPayment known, Payment payment, @Nullable OrderKey order, Facts facts) {
        Payment before =
                known.observations().isEmpty() || facts.news.isEmpty() ? null : PaymentRules.fold(known.observations());
        boolean isHeard = !facts.news.isEmpty()
                && (before == null
                        || !isSame(before, payment)
                        || facts.news.stream().anyMatch(Preference::isCarried));
        if (!isHeard) {
            goOn(known, payment);
        } else {
            heard(known, order);
            if (facts.canLookUp) {
                expect(known, payment, before);
            }
        }
        attempt(known, payment, order, before, isHeard && facts.canLookUp);
    }

    /** An order waits for no other payment as long as one may bring money. */
    private void attempt(
            LedgerPayment known, Payment payment, @Nullable OrderKey order, @Nullable Payment before, boolean isHeard) {
        boolean isOver = payment.status().status().isUnsuccessful();
        boolean wasOver = before == null
                ? known.observations().isEmpty()
                : before.status().status().isUnsuccessful();
        if (order != null && !isOver && (known.order() == null || wasOver)) {
            changes.expect(new OrderExpectation(order, null, now, null, null));
        }
        if (isHeard && isOver && (before == null || !wasOver)) {
            failed.add(known.id());
        }
    }

    /** What was found out about a payment just now, and whether its provider can be asked. */
    record Facts(List<StoredObservation> news, boolean canLookUp) {}

    /** An order with all of its payments: when the last attempt has failed, another one is expected at the same account. */
    void order(OrderKey key, Order order, List<Payment> payments) {
        boolean isOpen = order.isRegistered()
                && order.cancelledAt() == null
                && payments.stream()
                        .allMatch(payment -> payment.status().status().isUnsuccessful());
        if (isOpen) {
            payments.stream()
                    .map(Payment::id)
                    .filter(failed::contains)
                    .map(PaymentId::account)
                    .distinct()
                    .forEach(account -> OrderLookupRule.first(key, account, now, order.expiresAt())
                            .ifPresent(delay -> changes.expect(
                                    new OrderExpectation(key, account, now, order.expiresAt(), delay.toMillis()))));
        }
    }

    /** Whether the open cases of this kind are to be decided about now. */
    boolean decides(OpenCase open) {
        CaseKey about = new CaseKey(open.merchant(), open.about());
        return open.kind() != CaseKind.MISSING_NOTIFICATION || heard.contains(about) || missing.containsKey(about);
    }

    /** What did not come, of these. */
    Stream<Discrepancy> missing(String merchant, Stream<String> abouts) {
        return abouts.map(about -> missing.get(new CaseKey(merchant, about))).filter(Objects::nonNull);
    }

    private void heard(LedgerPayment known, @Nullable OrderKey order) {
        heard.add(new CaseKey(known.merchant(), About.payment(known.id())));
        if (order != null) {
            heard.add(new CaseKey(order.merchant(), About.order(order.reference())));
        }
    }

    private void expect(LedgerPayment known, Payment payment, @Nullable Payment before) {
        Optional<Long> due = schedule(payment)
                .flatMap(schedule -> schedule.next(Duration.ZERO, seed(known.id(), 0)))
                .map(Duration::toMillis);
        boolean wasAsked = !known.observations().stream().allMatch(Awaiting::isNotified);
        boolean wasExpected = before != null
                && (wasAsked ? LookupSchedule.afterAsking(before) : LookupSchedule.of(before)).isPresent();
        if (due.isPresent() || wasExpected) {
            changes.expect(new PaymentExpectation(known.id(), known.merchant(), now, due.orElse(null)));
        }
    }

    private void goOn(LedgerPayment known, Payment payment) {
        Question asked = question;
        if (asked == null || !asked.payment.equals(known.id())) {
            return;
        }
        Expectation expectation = asked.expectation;
        schedule(payment).ifPresent(schedule -> {
            next = schedule.next(Duration.between(expectation.since(), now), seed(known.id(), expectation.asked()));
            if (next.isEmpty() && schedule != LookupSchedule.UNTOLD) {
                missing(
                        new CaseKey(known.merchant(), About.payment(known.id())),
                        Overdue.payment(payment, expectation, asked.fault));
            }
        });
    }

    /** Of money that is there nothing is waited for, unless it had to be asked for. */
    private Optional<LookupSchedule> schedule(Payment payment) {
        return isAsking ? LookupSchedule.afterAsking(payment) : LookupSchedule.of(payment);
    }

    private static boolean isNotified(StoredObservation observation) {
        return observation.notification() != null;
    }

    /** Whether nothing that users see of a payment differs. */
    static boolean isSame(Payment one, Payment other) {
        return one.status().status() == other.status().status()
                && one.status().code().equals(other.status().code())
                && Objects.equals(one.amount(), other.amount())
                && one.captured() == other.captured()
                && one.refunded() == other.refunded()
                && one.refunds().equals(other.refunds());
    }

    private static long seed(PaymentId payment, int asked) {
        return 31L * payment.hashCode() + asked;
    }

    private record Question(
            PaymentId payment,
            Expectation expectation,
            @Nullable Fault fault) {}
}
