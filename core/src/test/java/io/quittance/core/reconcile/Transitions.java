package io.quittance.core.reconcile;

import io.quittance.core.reconcile.PaymentLife.Chapter;
import io.quittance.core.store.Order;
import io.quittance.core.store.OrderState;
import io.quittance.core.store.OrderStatus;
import io.quittance.core.store.Payment;
import io.quittance.core.store.PaymentId;
import io.quittance.spi.Money;
import io.quittance.spi.PaymentKey;
import io.quittance.spi.PaymentObservation.Refund;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * All ways from one status to another, found by trying: an order of 100 that one or two payments try to pay, wholly or in
 * part, each going every way that {@link Stage} knows and as the provider's books tell it, with the merchant's cancel or the
 * order's expiry at any time.
 */
final class Transitions {

    private static final AccountTerms TERMS = new AccountTerms(false, 0, false);
    private static final Instant EXPIRY = Observed.START.plusSeconds(100);

    private static final Set<OrderStatus> WITHOUT_CAPTURE = Set.of(
            OrderStatus.AWAITING_PAYMENT,
            OrderStatus.AUTHORIZED,
            OrderStatus.FAILED,
            OrderStatus.CANCELLED,
            OrderStatus.EXPIRED);

    private final Map<Place, Payment> payments = new HashMap<>();
    private final Map<Scene, OrderStatus> statuses = new HashMap<>();
    private final Set<String> ofPayments = new TreeSet<>();
    private final Set<String> ofOrders = new TreeSet<>();

    private Transitions() {}

    static Transitions explore() {
        Transitions transitions = new Transitions();
        for (List<Long> amounts : List.of(List.of(100L, 100L), List.of(60L, 40L))) {
            transitions.explore(amounts);
        }
        return transitions;
    }

    /** Each as {@code before --> after}. */
    Set<String> ofPayments() {
        return ofPayments;
    }

    /** Each as {@code before --> after}. */
    Set<String> ofOrders() {
        return ofOrders;
    }

    private void explore(List<Long> amounts) {
        Deque<Scene> open = new ArrayDeque<>();
        Set<Scene> seen = new HashSet<>();
        open.add(new Scene(List.of(), false, false));
        ofPayments.add("[*] --> " + name(payment(0, Attempt.begun(100))));
        ofOrders.add("[*] --> " + status(open.element()).wireName());
        while (!open.isEmpty()) {
            Scene scene = open.remove();
            if (seen.add(scene)) {
                List<Scene> next = scene.next(amounts, WITHOUT_CAPTURE.contains(status(scene)));
                next.forEach(after -> note(scene, after));
                open.addAll(next);
            }
        }
    }

    private void note(Scene before, Scene after) {
        note(ofOrders, status(before).wireName(), status(after).wireName());
        for (int number = 0; number < before.attempts().size(); number++) {
            Payment known = payment(number, before.attempts().get(number));
            note(ofPayments, name(known), name(payment(number, after.attempts().get(number))));
        }
    }

    private Payment payment(int number, Attempt attempt) {
        return payments.computeIfAbsent(
                new Place(number, attempt), place -> place.attempt().payment(place.number()));
    }

    private OrderStatus status(Scene scene) {
        return statuses.computeIfAbsent(scene, this::decide);
    }

    private OrderStatus decide(Scene scene) {
        Order order = new Order(
                "shop",
                PaymentLife.ORDER,
                new Money(100, "EUR"),
                EXPIRY,
                scene.cancelled() ? Observed.START : null,
                OrderState.INITIAL,
                0);
        List<Payment> known = new ArrayList<>();
        for (int number = 0; number < scene.attempts().size(); number++) {
            known.add(payment(number, scene.attempts().get(number)));
        }
        Instant now = scene.expired() ? EXPIRY : EXPIRY.minusSeconds(1);
        return OrderRules.decide(order, known, OperatorDecisions.NONE, account -> TERMS, now)
                .state()
                .status();
    }

    private static void note(Set<String> transitions, String before, String after) {
        if (!before.equals(after)) {
            transitions.add(before + " --> " + after);
        }
    }

    private static String name(Payment payment) {
        return payment.status().status().name().toLowerCase(Locale.ROOT);
    }

    private record Place(int number, Attempt attempt) {}

    /** An order, and where its payments are. */
    private record Scene(List<Attempt> attempts, boolean cancelled, boolean expired) {

        List<Scene> next(List<Long> amounts, boolean mayBeCancelled) {
            List<Scene> next = new ArrayList<>();
            for (int index = 0; index < attempts.size(); index++) {
                for (Attempt moved : attempts.get(index).next()) {
                    List<Attempt> all = new ArrayList<>(attempts);
                    all.set(index, moved);
                    next.add(new Scene(List.copyOf(all), cancelled, expired));
                }
            }
            if (attempts.size() < amounts.size()) {
                Attempt begun = Attempt.begun(amounts.get(attempts.size()));
                next.add(new Scene(
                        Stream.concat(attempts.stream(), Stream.of(begun)).toList(), cancelled, expired));
            }
            if (mayBeCancelled && !cancelled) {
                next.add(new Scene(attempts, true, expired));
            }
            if (!expired) {
                next.add(new Scene(attempts, cancelled, true));
            }
            return next;
        }
    }

    /** Where a payment is: its stage, and its money in minor units. */
    private record Attempt(long amount, Stage stage, long captured, long refunded) {

        static Attempt begun(long amount) {
            return new Attempt(amount, Stage.PENDING, 0, 0);
        }

        List<Attempt> next() {
            return stage.next().stream().distinct().flatMap(this::enter).toList();
        }

        private Stream<Attempt> enter(Stage next) {
            long part = amount / 4;
            return switch (next) {
                case PARTIALLY_CAPTURED ->
                    captured + part < amount ? Stream.of(with(next, captured + part, 0)) : Stream.empty();
                case PARTIALLY_REFUNDED ->
                    refunded + part < captured ? Stream.of(with(next, captured, refunded + part)) : Stream.empty();
                case REFUNDED -> Stream.of(with(next, captured, captured));
                case PAID, CAPTURED, DISPUTED, CHARGED_BACK -> Stream.of(with(next, amount, refunded));
                default -> Stream.of(with(next, captured, refunded));
            };
        }

        private Attempt with(Stage next, long taken, long back) {
            return new Attempt(amount, next, taken, back);
        }

        Payment payment(int number) {
            PaymentId id = new PaymentId("shop", PaymentKey.of("p" + number));
            Money money = new Money(amount, "EUR");
            List<Refund> refunds = refunded == 0
                    ? List.of()
                    : List.of(new Refund("r", new Money(refunded, "EUR"), Refund.Status.SUCCEEDED));
            Chapter chapter = new Chapter(id, stage, money, captured, refunds, null);
            return PaymentRules.fold(List.of(Observed.at(number, id, chapter.read())));
        }
    }
}
