package io.quittance.spi.testing.conformance;

/** What a check found to be wrong, in words. */
final class Finding extends RuntimeException {

    private static final long serialVersionUID = 1L;

    Finding(String what) {
        super(what);
    }

    static void require(boolean condition, String what, Object... values) {
        if (!condition) {
            throw new Finding(what.formatted(values));
        }
    }
}
