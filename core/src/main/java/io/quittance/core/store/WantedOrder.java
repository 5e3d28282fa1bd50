package io.quittance.core.store;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An order of which no payment is known, and about which the provider of an account is to be asked now.
 *
 * @param claim the right to ask
 * @param endsAt when the order expires; null: never
 * @param attempts how often in a row there was no answer
 * @param expectation for how long it was waited for already
 */
public record WantedOrder(
        Claim claim, OrderKey order, @Nullable Instant endsAt, int attempts, Expectation expectation)
        implements Wanted {}
