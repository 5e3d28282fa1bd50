package io.quittance.core.reconcile;

import static io.quittance.core.reconcile.Observed.at;
import static org.assertj.core.api.Assertions.assertThat;

import io.quittance.core.store.Payment;
import io.quittance.core.store.StoredObservation;
import io.quittance.spi.Money;
import io.quittance.spi.ObservedStatus;
import io.quittance.spi.OrderMatch;
import io.quittance.spi.PaymentObservation;
import io.quittance.spi.PaymentObservation.Refund;
import io.quittance.spi.PaymentObservation.Site;
import io.quittance.spi.PaymentObservation.Source;
import io.quittance.spi.PaymentStatus;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What must hold for whatever providers say, in whatever order: each seed is one story, so a failure can be told again. */
class PaymentRulesPropertyTest {

    private static final int STORIES = 500;
    private static final int TELLINGS = 20;

    @Test
    void shouldEndInTheSamePaymentWhateverTheOrderOfArrival() {
        for (int seed = 0; seed < STORIES; seed++) {
            Random random = new Random(seed);
            List<PaymentObservation> notifications = some(random, Source.CARRIED);
            List<StoredObservation> read =
                    random.nextBoolean() ? List.of() : List.of(at(-1, observation(random, Source.READ)));
            Payment expected = PaymentRules.fold(arrive(read, notifications));

            for (int telling = 0; telling < TELLINGS; telling++) {
                List<PaymentObservation> shuffled = new ArrayList<>(notifications);
                for (int repeat = random.nextInt(4); repeat > 0; repeat--) {
                    shuffled.add(notifications.get(random.nextInt(notifications.size())));
                }
                Collections.shuffle(shuffled, random);

                assertThat(PaymentRules.fold(arrive(read, shuffled)))
                        .as("story %d", seed)
                        .isEqualTo(expected);
            }
        }
    }

    @Test
    void shouldNotDependOnTheOrderOfTheList() {
        for (int seed = 0; seed < STORIES; seed++) {
            Random random = new Random(seed);
            List<StoredObservation> observations = new ArrayList<>();
            for (int count = 1 + random.nextInt(6); count > 0; count--) {
                Source source = random.nextBoolean() ? Source.READ : Source.CARRIED;
                observations.add(at(random.nextInt(4), observation(random, source)));
            }
            Payment expected = PaymentRules.fold(observations);

            for (int telling = 0; telling < TELLINGS; telling++) {
                Collections.shuffle(observations, random);
                assertThat(PaymentRules.fold(observations)).as("story %d", seed).isEqualTo(expected);
            }
        }
    }

    @Test
    void shouldNeverFoldIntoNegativeMoney() {
        for (int seed = 0; seed < STORIES; seed++) {
            Random random = new Random(seed);
            Payment payment = PaymentRules.fold(arrive(List.of(), some(random, Source.CARRIED)));

            assertThat(payment.captured()).as("story %d", seed).isNotNegative();
            assertThat(payment.refunded()).as("story %d", seed).isNotNegative();
        }
    }

    private static List<StoredObservation> arrive(
            List<StoredObservation> read, List<PaymentObservation> notifications) {
        List<StoredObservation> all = new ArrayList<>(read);
        for (int second = 0; second < notifications.size(); second++) {
            all.add(at(second, notifications.get(second)));
        }
        return all;
    }

    private static List<PaymentObservation> some(Random random, Source source) {
        return IntStream.rangeClosed(0, random.nextInt(5))
                .mapToObj(index -> observation(random, source))
                .toList();
    }

    private static PaymentObservation observation(Random random, Source source) {
        PaymentStatus status = any(random, PaymentStatus.values());
        // Few ranks, so that different claims of equal rank are common.
        ObservedStatus observed = ObservedStatus.of(status, random.nextInt(3), "code-" + random.nextInt(2));
        return PaymentObservation.builder(Observed.PAYMENT.key(), source, observed)
                .amount(maybe(random, money(random)))
                .captured(maybe(random, money(random)))
                .refunds(random.nextBoolean() ? List.of() : List.of(refund(random), refund(random)))
                .order(any(random, OrderMatch.notTold(), OrderMatch.none("none"), OrderMatch.matched(name(random))))
                .site(maybe(random, new Site(name(random), "a")))
                .live(maybe(random, random.nextBoolean()))
                .recurring(random.nextBoolean())
                .providerTime(maybe(random, Observed.START.plusSeconds(random.nextInt(3))))
                .build();
    }

    private static Refund refund(Random random) {
        return new Refund(name(random), money(random), any(random, Refund.Status.values()));
    }

    private static Money money(Random random) {
        long amount = any(random, 0L, 1L, 50L, 100L, Long.MAX_VALUE, -1L);
        return new Money(amount, random.nextInt(5) == 0 ? "USD" : "EUR");
    }

    private static String name(Random random) {
        return random.nextBoolean() ? "a" : "b";
    }

    private static <T> @Nullable T maybe(Random random, T value) {
        return random.nextBoolean() ? value : null;
    }

    @SafeVarargs
    private static <T> T any(Random random, T... values) {
        return values[random.nextInt(values.length)];
    }
}
