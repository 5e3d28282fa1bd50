package io.quittance.spi.testing.conformance;

/** There is nothing that a check could look at. */
final class NotApplicable extends RuntimeException {

    private static final long serialVersionUID = 1L;

    NotApplicable(String reason) {
        super(reason);
    }
}
