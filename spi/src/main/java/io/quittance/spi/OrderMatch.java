package io.quittance.spi;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How an observation tells which order a payment belongs to. Once a payment is linked to an order, what later
 * observations tell no longer moves it.
 *
 * @param kind how the search for the order ended
 * @param reference the merchant's order reference, only for {@link Kind#MATCHED}
 * @param detail why there is no match, in words for an operator, for {@link Kind#NONE} and {@link Kind#AMBIGUOUS}
 */
public record OrderMatch(
        Kind kind, @Nullable String reference, @Nullable String detail) {

    /** How the search for the order ended. */
    public enum Kind {
        /** The order is found. */
        MATCHED,
        /** Asked, and there is no order: case {@code unknown_order}; asked again later. */
        NONE,
        /** Asked, and the answer makes no sense: case {@code provider_error}; asked again later. */
        AMBIGUOUS,
        /** This observation does not tell; a link that exists stays. */
        NOT_TOLD
    }

    public OrderMatch {
        if ((kind == Kind.MATCHED) != (reference != null)) {
            throw new IllegalArgumentException("An order match has a reference if, and only if, it is a match");
        }
    }

    /**
     * The payment belongs to this order.
     *
     * @param reference not empty, at most 200 characters
     */
    public static OrderMatch matched(String reference) {
        return new OrderMatch(Kind.MATCHED, reference, null);
    }

    /** The provider was asked and knows no order for the payment. */
    public static OrderMatch none(String detail) {
        return new OrderMatch(Kind.NONE, null, detail);
    }

    /** The provider was asked and its answer cannot be right. */
    public static OrderMatch ambiguous(String detail) {
        return new OrderMatch(Kind.AMBIGUOUS, null, detail);
    }

    /** Nothing is told. */
    public static OrderMatch notTold() {
        return new OrderMatch(Kind.NOT_TOLD, null, null);
    }

    /** The order's reference, for a match. */
    public Optional<String> matchedReference() {
        return Optional.ofNullable(reference);
    }
}
