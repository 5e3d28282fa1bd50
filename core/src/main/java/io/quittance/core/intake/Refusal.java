package io.quittance.core.intake;

import io.quittance.core.intake.SourceLimit.OverLimitException;
import io.quittance.core.plugin.PluginUnavailableException;
import io.quittance.core.store.GroupCommit.QueueFullException;
import io.quittance.spi.ErrorCategory;
import io.quittance.spi.IntakeOutcome;
import io.quittance.spi.ProviderException;

/**
 * What a failure at intake means for the sender.
 *
 * @param reason for the log: without what the sender sent
 */
record Refusal(IntakeOutcome outcome, String reason) {

    static Refusal of(Throwable failure) {
        if (failure instanceof ProviderException expected) {
            return new Refusal(outcome(expected.category()), String.valueOf(expected.getMessage()));
        }
        if (failure instanceof QueueFullException full) {
            return new Refusal(IntakeOutcome.OVERLOADED, String.valueOf(full.getMessage()));
        }
        if (failure instanceof OverLimitException over) {
            return new Refusal(IntakeOutcome.OVERLOADED, String.valueOf(over.getMessage()));
        }
        if (failure instanceof PluginUnavailableException absent) {
            return new Refusal(IntakeOutcome.UNAVAILABLE, String.valueOf(absent.getMessage()));
        }
        // Only the kind of an unforeseen failure: its message could hold anything.
        return new Refusal(IntakeOutcome.UNAVAILABLE, failure.getClass().getName());
    }

    private static IntakeOutcome outcome(ErrorCategory category) {
        return switch (category) {
            case MALFORMED -> IntakeOutcome.MALFORMED;
            case UNAUTHENTICATED -> IntakeOutcome.UNAUTHENTICATED;
            case CONFIGURATION, TEMPORARY, PERMANENT -> IntakeOutcome.UNAVAILABLE;
        };
    }
}
