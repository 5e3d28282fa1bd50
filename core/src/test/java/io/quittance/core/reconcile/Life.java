package io.quittance.core.reconcile;

import static java.util.Objects.requireNonNull;

import io.quittance.core.reconcile.PaymentLife.Chapter;
import io.quittance.core.store.PaymentId;
import io.quittance.core.store.StoredObservation;
import io.quittance.spi.Money;
import io.quittance.spi.PaymentKey;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The life of an order: what its payments go through at their provider, and what the merchant says about it in between.
 *
 * @param acts in the order in which they happen
 */
record Life(AccountTerms terms, List<PaymentLife> payments, List<Act> acts) {

    /** Something happens. */
    sealed interface Act {}

    /** A provider takes a step, and notifies it. */
    record Step(UUID notification, Chapter chapter) implements Act {

        StoredObservation arriving(Instant at) {
            return new StoredObservation(UUID.randomUUID(), chapter.payment(), notification, at, chapter.carried());
        }
    }

    /** The merchant says what is expected, for the first time or in other words. */
    record Register(Money amount, @Nullable Instant expiresAt) implements Act {}

    /** The merchant gives up waiting. */
    record Cancel() implements Act {}

    /** Some life. */
    static Life generate(Random random) {
        long amount = 2L + random.nextInt(1000);
        long tolerance = random.nextInt(4) == 0 ? random.nextInt(4) : 0;
        List<PaymentLife> payments = IntStream.rangeClosed(1, oneOf(random, 1, 1, 1, 2, 2, 3))
                .mapToObj(number -> payment(random, number, amount))
                .toList();
        List<Act> acts = new ArrayList<>(interleave(random, payments));
        List<Act> words = words(random, amount);
        int place = 0;
        for (Act word : words) {
            place += random.nextInt(acts.size() + 1 - place);
            acts.add(place, word);
            place++;
        }
        return new Life(
                new AccountTerms(false, tolerance, false, random.nextBoolean(), Duration.ZERO),
                payments,
                List.copyOf(acts));
    }

    /** The moment of an act, by its place. */
    static Instant moment(int place) {
        return Observed.START.plusSeconds(10L * place);
    }

    List<Step> steps() {
        return acts.stream()
                .filter(Step.class::isInstance)
                .map(Step.class::cast)
                .toList();
    }

    /** The same facts told in another order and more often, as far as what the merchant says in between allows it. */
    Life toldOtherwise(Random random, boolean attemptsKeepTheirOrder) {
        List<Act> told = new ArrayList<>();
        List<Act> stretch = new ArrayList<>();
        List<Act> before = new ArrayList<>();
        boolean registered = false;
        for (Act act : acts) {
            boolean fixed = act instanceof Cancel || (act instanceof Register && registered);
            registered |= act instanceof Register;
            if (fixed) {
                told.addAll(shuffled(random, stretch, before, attemptsKeepTheirOrder));
                before.addAll(stretch);
                stretch.clear();
                told.add(act);
            } else {
                stretch.add(act);
            }
        }
        told.addAll(shuffled(random, stretch, before, attemptsKeepTheirOrder));
        return new Life(terms, payments, List.copyOf(told));
    }

    private static List<Act> shuffled(Random random, List<Act> stretch, List<Act> before, boolean keepsAttempts) {
        List<Act> shuffled = new ArrayList<>(stretch);
        Collections.shuffle(shuffled, random);
        if (keepsAttempts) {
            shuffled = withinPayments(stretch, shuffled);
        }
        List<Act> known = new ArrayList<>(before);
        known.addAll(stretch);
        known.removeIf(act -> !(act instanceof Step));
        for (int repeats = known.isEmpty() ? 0 : random.nextInt(4); repeats > 0; repeats--) {
            Act repeated = known.get(random.nextInt(known.size()));
            int earliest = before.contains(repeated) ? 0 : shuffled.indexOf(repeated) + 1;
            shuffled.add(earliest + random.nextInt(shuffled.size() + 1 - earliest), again(random, repeated));
        }
        return shuffled;
    }

    /** Each payment's steps in their new order, at the places of that payment in the old one. */
    private static List<Act> withinPayments(List<Act> stretch, List<Act> shuffled) {
        Map<PaymentId, List<Act>> byPayment = new HashMap<>();
        List<Act> others = new ArrayList<>();
        for (Act act : shuffled) {
            (act instanceof Step step
                            ? byPayment.computeIfAbsent(step.chapter().payment(), id -> new ArrayList<>())
                            : others)
                    .add(act);
        }
        List<Act> kept = new ArrayList<>();
        for (Act act : stretch) {
            kept.add((act instanceof Step step
                            ? requireNonNull(byPayment.get(step.chapter().payment()))
                            : others)
                    .remove(0));
        }
        return kept;
    }

    /** The provider sends the same bytes again, or a notification of its own that says the same. */
    private static Act again(Random random, Act act) {
        return act instanceof Step step && random.nextBoolean()
                ? new Step(new UUID(random.nextLong(), random.nextLong()), step.chapter())
                : act;
    }

    private static PaymentLife payment(Random random, int number, long amount) {
        String currency = random.nextInt(20) == 0 ? "USD" : "EUR";
        long part = 1 + random.nextLong(amount);
        long over = oneOf(random, amount, amount, amount, part, amount - part, amount + 1);
        PaymentId id = new PaymentId("shop", PaymentKey.of("p" + number));
        return PaymentLife.generate(random, id, new Money(Math.max(2, over), currency));
    }

    private static List<Act> interleave(Random random, List<PaymentLife> payments) {
        List<Integer> turns = new ArrayList<>();
        for (int payment = 0; payment < payments.size(); payment++) {
            turns.addAll(Collections.nCopies(payments.get(payment).chapters().size(), payment));
        }
        Collections.shuffle(turns, random);
        int[] next = new int[payments.size()];
        List<Act> acts = new ArrayList<>();
        for (int payment : turns) {
            acts.add(new Step(
                    new UUID(random.nextLong(), random.nextLong()),
                    payments.get(payment).chapters().get(next[payment]++)));
        }
        return acts;
    }

    private static List<Act> words(Random random, long amount) {
        Instant expiresAt = random.nextInt(3) == 0 ? Observed.START.plusSeconds(36_000) : null;
        List<Act> words = new ArrayList<>();
        words.add(new Register(new Money(amount, "EUR"), expiresAt));
        if (random.nextInt(5) == 0) {
            words.add(new Register(new Money(1L + random.nextInt(1000), "EUR"), expiresAt));
        }
        if (random.nextInt(5) == 0) {
            words.add(new Cancel());
        }
        return words;
    }

    private static int oneOf(Random random, int... values) {
        return values[random.nextInt(values.length)];
    }

    private static long oneOf(Random random, long... values) {
        return values[random.nextInt(values.length)];
    }
}
