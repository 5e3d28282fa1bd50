package io.quittance.core.testing;

import java.util.Random;

/**
 * The chance of this run: another one each time, so that runs add up, and printed, so that what failed can be told again with
 * {@code -Dquittance.test.seed=}.
 */
public final class TestSeed {

    private static final String PROPERTY = "quittance.test.seed";
    private static final long SEED = Long.getLong(PROPERTY, System.nanoTime() & 0x7fff_ffffL);

    static {
        System.out.println("-D" + PROPERTY + "=" + SEED);
    }

    private TestSeed() {}

    /** The chance of one of many cases of this run, the same for the same seed. */
    public static Random random(int number) {
        return new Random((SEED ^ 0x5DEECE66DL) * 31 + number * 0x9E3779B97F4A7C15L);
    }

    /** How to tell this case again, for messages. */
    public static String name(int number) {
        return "case " + number + " of -D" + PROPERTY + "=" + SEED;
    }
}
