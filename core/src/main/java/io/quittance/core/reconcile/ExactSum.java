package io.quittance.core.reconcile;

import java.math.BigInteger;
import java.util.stream.LongStream;

/**
 * Adds amounts without overflow. A sum beyond the range of a long is held at its end: comparisons stay right, and one
 * absurd amount keeps no order from being decided.
 */
final class ExactSum {

    private static final BigInteger MAX = BigInteger.valueOf(Long.MAX_VALUE);
    private static final BigInteger MIN = BigInteger.valueOf(Long.MIN_VALUE);

    private ExactSum() {}

    static long of(LongStream amounts) {
        return amounts.mapToObj(BigInteger::valueOf)
                .reduce(BigInteger.ZERO, BigInteger::add)
                .min(MAX)
                .max(MIN)
                .longValue();
    }
}
