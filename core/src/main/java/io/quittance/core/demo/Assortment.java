package io.quittance.core.demo;

import io.quittance.spi.Money;
import io.quittance.spi.simulator.Life;
import io.quittance.spi.simulator.Sale;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;

/** Makes up what the shop sells. All of it derives from the random numbers: equal ones make equal purchases. */
final class Assortment {

    /** Parts of a hundred. */
    private static final List<Map.Entry<Life, Integer>> LIVES = List.of(
            Map.entry(Life.PAID, 38),
            Map.entry(Life.PREPAID, 14),
            Map.entry(Life.AUTHORIZED_THEN_CAPTURED, 14),
            Map.entry(Life.FAILED_THEN_PAID, 9),
            Map.entry(Life.DECLINED, 7),
            Map.entry(Life.PARTIALLY_REFUNDED, 6),
            Map.entry(Life.REFUNDED_IN_PARTS, 5),
            Map.entry(Life.CHARGED_BACK, 3),
            Map.entry(Life.CHARGEBACK_REVERSED, 4));

    private static final double YEN = 0.15;
    private static final double LATE = 0.15;
    private static final double UNDERPAID = 0.06;
    private static final int SHORTEST_DELAY_MILLIS = 100;
    private static final int LONGEST_DELAY_MILLIS = 2_000;

    private final RandomGenerator random;
    private final List<String> providers;
    private int number;

    Assortment(RandomGenerator random, List<String> providers) {
        this.random = random;
        this.providers = List.copyOf(providers);
    }

    /** The next purchase; each has a reference of its own. */
    Purchase next() {
        number++;
        String provider = providers.get(random.nextInt(providers.size()));
        Money amount = amount();
        Life life = life();
        Money registered = registered(amount, life);
        return new Purchase(provider, new Sale("demo-%05d".formatted(number), amount, life), registered, lateness());
    }

    private Money amount() {
        return random.nextDouble() < YEN
                ? new Money(random.nextInt(500, 30_000), "JPY")
                : new Money(random.nextInt(500, 30_000), "EUR");
    }

    private Life life() {
        int part = random.nextInt(LIVES.stream().mapToInt(Map.Entry::getValue).sum());
        for (Map.Entry<Life, Integer> life : LIVES) {
            part -= life.getValue();
            if (part < 0) {
                return life.getKey();
            }
        }
        throw new IllegalStateException("The parts are more than their sum");
    }

    private Money registered(Money asked, Life life) {
        boolean more = random.nextDouble() < UNDERPAID;
        long missing = random.nextInt(1, 1_000);
        return more && Expectation.leavesMoney(life)
                ? new Money(asked.minorUnits() + missing, asked.currency())
                : asked;
    }

    private Duration lateness() {
        boolean late = random.nextDouble() < LATE;
        int millis = random.nextInt(SHORTEST_DELAY_MILLIS, LONGEST_DELAY_MILLIS);
        return late ? Duration.ofMillis(millis) : Duration.ZERO;
    }
}
