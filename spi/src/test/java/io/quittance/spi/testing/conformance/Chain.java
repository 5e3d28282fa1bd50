package io.quittance.spi.testing.conformance;

import java.util.stream.Collectors;
import java.util.stream.Stream;

/** All that a failure says, with its causes. */
final class Chain {

    private static final int DEEPEST = 10;

    private Chain() {}

    static String of(Throwable failure) {
        return Stream.iterate(failure, cause -> cause != null, Throwable::getCause)
                .limit(DEEPEST)
                .map(Throwable::toString)
                .collect(Collectors.joining(" "));
    }
}
