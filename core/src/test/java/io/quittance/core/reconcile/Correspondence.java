package io.quittance.core.reconcile;

import io.quittance.core.reconcile.Life.Act;
import io.quittance.core.reconcile.Life.Step;
import io.quittance.core.reconcile.PaymentLife.Chapter;
import io.quittance.core.store.PaymentId;
import io.quittance.core.store.StoredObservation;
import io.quittance.core.store.WantedLookup;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashSet;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Random;
import java.util.Set;
import java.util.UUID;

/**
 * A life as it reaches the gateway: notifications come late, twice and out of order, and the provider is asked whenever the
 * rules want to know, while its answers lag behind its books for a while. Where a status goes back to one of lower rank,
 * only time can tell: there everything comes in its time.
 */
final class Correspondence {

    private static final int MAX_EVENTS = 10_000;
    private static final long TEN_SECONDS = 10_000;

    private final Life life;
    private final Random random;
    private final MemoryLedger ledger;
    private final PriorityQueue<Event> agenda =
            new PriorityQueue<>(Comparator.comparingLong(Event::at).thenComparingInt(Event::number));
    private final Set<PaymentId> asking = new HashSet<>();
    private final boolean punctual;
    private long now;
    private int events;

    Correspondence(Life life, Random random) {
        this.life = life;
        this.random = random;
        this.punctual = !life.payments().stream().allMatch(PaymentLife::isAscending);
        AccountTerms terms = life.terms();
        this.ledger = new MemoryLedger(
                new AccountTerms(terms.live(), terms.tolerance(), terms.recurringRequiresOrder(), true, Duration.ZERO),
                random);
    }

    /** Until nothing is under way any more, and nothing open is left unasked. */
    MemoryLedger run() {
        for (int place = 0; place < life.acts().size(); place++) {
            Act act = life.acts().get(place);
            long happens = place * TEN_SECONDS;
            if (act instanceof Step step) {
                arrive(step, punctual ? happens : happens + delay());
                if (!punctual && random.nextInt(4) == 0) {
                    arrive(step, happens + delay());
                }
            } else {
                at(happens, () -> LivesTest.tell(ledger, act, moment()));
            }
        }
        work();
        life.payments().forEach(this::askInTheEnd);
        work();
        return ledger;
    }

    private long delay() {
        return random.nextBoolean() ? 0 : random.nextInt(120_000);
    }

    private void arrive(Step step, long at) {
        at(at, () -> {
            ledger.observe(moment(), step.arriving(moment()));
            life.payments().forEach(payment -> askIfWanted(payment.id()));
        });
    }

    private void askInTheEnd(PaymentLife life) {
        now += 3_600_000;
        boolean isOpen = ledger.payment(life.id()).flatMap(LookupSchedule::of).isPresent();
        if (isOpen && asking.add(life.id())) {
            ask(ledger.want(life.id()));
        }
    }

    private void askIfWanted(PaymentId payment) {
        if (ledger.wanted(payment).isPresent() && asking.add(payment)) {
            at(now + random.nextInt(2_000), () -> ledger.wanted(payment).ifPresent(this::ask));
        }
    }

    private void ask(WantedLookup question) {
        Instant askedAt = moment();
        boolean lags = !punctual && question.unconfirmed() == null && random.nextInt(3) == 0;
        Optional<Chapter> known = books(question.payment(), now - (lags ? random.nextInt(50_000) : 0));
        at(now + random.nextInt(5_000), () -> {
            StoredObservation[] told = known
                    .map(chapter -> new StoredObservation(
                            new UUID(random.nextLong(), random.nextLong()),
                            question.payment(),
                            null,
                            askedAt,
                            chapter.read()))
                    .stream()
                    .toArray(StoredObservation[]::new);
            Optional<Long> again = ledger.answer(moment(), question, told);
            asking.remove(question.payment());
            if (again.isPresent() && asking.add(question.payment())) {
                at(now + again.get(), () -> ledger.wanted(question.payment()).ifPresent(this::ask));
            } else {
                askIfWanted(question.payment());
            }
        });
    }

    /** What the provider knows of a payment at a moment. */
    private Optional<Chapter> books(PaymentId payment, long moment) {
        Chapter latest = null;
        for (int place = 0; place < life.acts().size() && place * TEN_SECONDS <= moment; place++) {
            if (life.acts().get(place) instanceof Step step
                    && step.chapter().payment().equals(payment)) {
                latest = step.chapter();
            }
        }
        return Optional.ofNullable(latest);
    }

    private void at(long moment, Runnable happens) {
        agenda.add(new Event(moment, events++, happens));
    }

    private void work() {
        while (!agenda.isEmpty()) {
            if (events > MAX_EVENTS) {
                throw new AssertionError("It goes round and round");
            }
            Event next = agenda.remove();
            now = Math.max(now, next.at());
            next.happens().run();
        }
    }

    private Instant moment() {
        return Observed.START.plusMillis(now);
    }

    private record Event(long at, int number, Runnable happens) {}
}
