package io.quittance.core.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import io.quittance.core.reconcile.Life.Act;
import io.quittance.core.reconcile.Life.Cancel;
import io.quittance.core.reconcile.Life.Register;
import io.quittance.core.reconcile.Life.Step;
import io.quittance.core.store.LedgerChanges.OrderEvent;
import io.quittance.core.store.OrderState;
import io.quittance.core.store.OrderStatus;
import io.quittance.core.store.Payment;
import io.quittance.core.testing.TestSeed;
import io.quittance.spi.PaymentStatus;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * What must hold of every life of an order and its payments, in whatever order and however often it is told. The rules
 * decide as they do in the store, only in memory.
 */
class LivesTest {

    private static final int LIVES = 10_000;
    private static final Set<OrderStatus> BY_THE_LATEST_ATTEMPT =
            Set.of(OrderStatus.FAILED, OrderStatus.CANCELLED, OrderStatus.EXPIRED);

    @Test
    void shouldHoldOfEveryLifeAsItIsTold() {
        forEachLife((number, life, random) -> {
            MemoryLedger ledger = tell(life, new Random(number));
            String name = TestSeed.name(number);

            endsTheSameInWhateverOrderItIsTold(name, life, ledger, random);
            isDecidedTheSameByteByByte(name, life, ledger);
            tellsEveryVisibleChangeOnce(name, ledger);
            saysPaidOnceUnlessMoneyWentBack(name, ledger);
            holdsNoMoreThanCounts(name, life, ledger);
            doesNotChangeByWhatIsWeakerAndLate(name, life, ledger, random);
        });
    }

    @Test
    void shouldComeToWhatTheProviderKnows() {
        forEachLife((number, life, random) -> {
            MemoryLedger ledger = new Correspondence(life, random).run();

            for (PaymentLife payment : life.payments()) {
                Payment truth = PaymentRules.fold(List.of(Observed.at(0, payment.id(), payment.truth())));
                assertThat(ledger.payment(payment.id()).map(MemoryLedger::facts))
                        .as("%s%n%s%n%s", TestSeed.name(number), payment, ledger.timeline())
                        .contains(MemoryLedger.facts(truth));
            }
        });
    }

    /** Tells a life as it happens to the rules. */
    static MemoryLedger tell(Life life, Random random) {
        MemoryLedger ledger = new MemoryLedger(life.terms(), random);
        for (int place = 0; place < life.acts().size(); place++) {
            tell(ledger, life.acts().get(place), Life.moment(place));
        }
        return ledger;
    }

    static void tell(MemoryLedger ledger, Act act, Instant now) {
        if (act instanceof Step step) {
            ledger.observe(now, step.arriving(now));
        } else if (act instanceof Register register) {
            ledger.register(now, register.amount(), register.expiresAt());
        } else if (act instanceof Cancel) {
            ledger.cancel(now);
        }
    }

    private static void endsTheSameInWhateverOrderItIsTold(
            String name, Life life, MemoryLedger expected, Random random) {
        boolean byAttempt = life.payments().size() > 1
                && BY_THE_LATEST_ATTEMPT.contains(expected.order().state().status());
        Life otherwise = life.toldOtherwise(random, byAttempt);

        assertThat(tell(otherwise, random).end())
                .as("%s%n%s%n%s", name, life, otherwise.acts())
                .isEqualTo(expected.end());
    }

    private static void isDecidedTheSameByteByByte(String name, Life life, MemoryLedger ledger) {
        assertThat(decisions(tell(life, new Random(1)))).as(name).isEqualTo(decisions(ledger));
    }

    private static void tellsEveryVisibleChangeOnce(String name, MemoryLedger ledger) {
        EventChain.of(ledger.events().stream().map(OrderEvent::event).toList())
                .hasNoGaps(name)
                .endsWith(name, ledger.order().version(), ledger.order().state());
    }

    private static void saysPaidOnceUnlessMoneyWentBack(String name, MemoryLedger ledger) {
        EventChain.of(ledger.events().stream().map(OrderEvent::event).toList()).saysPaidOnceUnlessMoneyWentBack(name);
    }

    private static void holdsNoMoreThanCounts(String name, Life life, MemoryLedger ledger) {
        OrderState state = ledger.order().state();
        List<Payment> counting = life.payments().stream()
                .flatMap(payment -> ledger.payment(payment.id()).stream())
                .filter(payment ->
                        payment.amount() != null && payment.amount().currency().equals("EUR"))
                .toList();
        long captured = counting.stream().mapToLong(Payment::captured).sum();
        long held = counting.stream()
                .filter(payment -> !Set.of(PaymentStatus.DISPUTED, PaymentStatus.CHARGED_BACK)
                        .contains(payment.status().status()))
                .mapToLong(payment -> payment.captured() - payment.refunded())
                .sum();

        assertThat(state.paid() - state.refunded()).as(name).isLessThanOrEqualTo(captured);
        if (state.status() == OrderStatus.PAID) {
            assertThat(held + life.terms().tolerance())
                    .as(name)
                    .isGreaterThanOrEqualTo(ledger.order().expected().minorUnits());
        }
    }

    private static void doesNotChangeByWhatIsWeakerAndLate(String name, Life life, MemoryLedger ledger, Random random) {
        List<Step> steps = life.steps();
        Step last = steps.get(random.nextInt(steps.size()));
        Payment known = ledger.payment(last.chapter().payment()).orElseThrow();
        Step late = new Step(new UUID(1, random.nextLong()), last.chapter());
        boolean weaker = last.chapter().refund() == null
                && last.chapter().stage().observed().rank() < known.status().rank();
        if (!weaker) {
            return;
        }
        String before = ledger.end();
        long version = ledger.order().version();
        Instant now = Life.moment(life.acts().size() + 1);

        ledger.observe(now, late.arriving(now));

        assertThat(ledger.end()).as(name).isEqualTo(before);
        assertThat(ledger.order().version()).as(name).isEqualTo(version);
        assertThat(ledger.timeline())
                .as(name)
                .filteredOn(entry -> late.notification().equals(entry.notification()))
                .singleElement()
                .satisfies(entry -> assertThat(entry.detail().getString("not_applied"))
                        .contains(known.status().code()));
    }

    private static String decisions(MemoryLedger ledger) {
        List<String> decisions = new ArrayList<>();
        ledger.events().forEach(event -> decisions.add(withoutId(event.event())));
        ledger.timeline()
                .forEach(entry -> decisions.add(entry.kind() + " " + entry.payment() + " " + entry.notification() + " "
                        + withoutId(entry.detail())));
        return String.join("\n", decisions);
    }

    private static String withoutId(JsonObject document) {
        JsonObject copy = document.copy();
        copy.remove("id");
        return copy.encode();
    }

    private static void forEachLife(Property property) {
        IntStream.range(0, LIVES).parallel().forEach(number -> {
            Random random = TestSeed.random(number);
            property.check(number, Life.generate(random), random);
        });
    }

    @FunctionalInterface
    private interface Property {
        void check(int number, Life life, Random random);
    }
}
