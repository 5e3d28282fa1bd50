package io.quittance.simulation;

import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Decides by lot, the same with the same seed. What is decided for one sale or notification has its own chance, split off
 * by name: so it does not depend on what happens to others meanwhile. Used on one thread at a time.
 */
public final class Chance {

    private static final String DIGITS = "0123456789";
    private static final long FNV_OFFSET = 0xcbf29ce484222325L;
    private static final long FNV_PRIME = 0x100000001b3L;

    private final long seed;
    private final SplittableRandom random;

    public Chance(long seed) {
        this.seed = seed;
        this.random = new SplittableRandom(seed);
    }

    /** The chance of a name, always the same for this seed, however much was decided before. */
    public Chance of(String name) {
        long hash = FNV_OFFSET ^ seed;
        for (int index = 0; index < name.length(); index++) {
            hash = (hash ^ name.charAt(index)) * FNV_PRIME;
        }
        return new Chance(hash);
    }

    /**
     * Whether something happens that happens in this share of all cases.
     *
     * @param share from 0 (never) to 1 (always)
     */
    public boolean happens(double share) {
        return random.nextDouble() < share;
    }

    /** A number from 0 on, below this one. */
    public int below(int bound) {
        return random.nextInt(bound);
    }

    /** A time of at most this length. */
    public Duration upTo(Duration longest) {
        return Duration.ofMillis(random.nextLong(longest.toMillis() + 1));
    }

    /** One of them, each as likely as the others. */
    @SafeVarargs
    public final <T> T oneOf(T... choices) {
        return choices[below(choices.length)];
    }

    /** One of them, each as likely as the others. */
    public <T> T oneOf(List<T> choices) {
        return choices.get(below(choices.size()));
    }

    /** Characters of this alphabet, such as ids are made of. */
    public String characters(String alphabet, int length) {
        StringBuilder text = new StringBuilder(length);
        for (int index = 0; index < length; index++) {
            text.append(alphabet.charAt(below(alphabet.length())));
        }
        return text.toString();
    }

    /** Decimal digits. */
    public String digits(int length) {
        return characters(DIGITS, length);
    }
}
