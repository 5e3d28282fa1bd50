package io.quittance.spi;

import java.util.Objects;

/**
 * What identifies a payment within an account.
 *
 * @param id the provider's id, opaque, at most 200 characters
 * @param backEnd which of the provider's back ends gave the id, for providers whose ids are unique only within one;
 *     {@code ""} where there is only one
 */
public record PaymentKey(String id, String backEnd) {

    public PaymentKey {
        Objects.requireNonNull(id, "a payment has an id");
        Objects.requireNonNull(backEnd, "a payment has a back end, if only \"\"");
    }

    /** The key of a payment at a provider with a single series of ids. */
    public static PaymentKey of(String id) {
        return new PaymentKey(id, "");
    }

    @Override
    public String toString() {
        return backEnd.isEmpty() ? id : backEnd + ":" + id;
    }
}
