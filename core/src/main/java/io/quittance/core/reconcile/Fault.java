package io.quittance.core.reconcile;

import io.quittance.core.store.SqlFailure;
import io.quittance.core.store.UndecidableException;
import io.quittance.spi.ErrorCategory;
import io.quittance.spi.ProviderException;

/**
 * Why an item is not done, or a look-up has no answer.
 *
 * @param message in words for an operator, without secrets and payer data
 */
public record Fault(Kind kind, String message) {

    private static final int MAX_MESSAGE = 500;

    /** What follows from a fault. */
    public enum Kind {
        /** The payment's order is not found yet: searched again for a day. */
        UNSETTLED,
        /** What the provider says about the payment's order cannot be right: asked again without end. */
        CONTRADICTORY,
        /** Passes by itself: tried again without end. */
        TEMPORARY,
        /** The provider, or its configuration, is wrong: a case at once, and tried again without end. */
        PROVIDER_ERROR,
        /** Nobody foresaw it: tried again a few times, then put aside with a case. */
        UNEXPECTED,
        /** The plugin cannot read the notification: put aside with a case at once. */
        UNREADABLE
    }

    public Fault {
        message = message.length() <= MAX_MESSAGE ? message : message.substring(0, MAX_MESSAGE);
    }

    /** Whether only the payment's order is not found. */
    boolean isAboutOrder() {
        return kind == Kind.UNSETTLED || kind == Kind.CONTRADICTORY;
    }

    /** What a failure means. */
    public static Fault of(Throwable failure) {
        if (failure instanceof ProviderException expected) {
            return new Fault(
                    expected.category() == ErrorCategory.TEMPORARY ? Kind.TEMPORARY : Kind.PROVIDER_ERROR,
                    String.valueOf(expected.getMessage()));
        }
        if (failure instanceof UndecidableException undecidable && undecidable.getCause() != null) {
            return of(undecidable.getCause());
        }
        return SqlFailure.sqlState(failure)
                .map(state -> new Fault(Kind.UNEXPECTED, "the store refuses it: SQLSTATE " + state))
                .orElseGet(() -> new Fault(Kind.UNEXPECTED, place(failure)));
    }

    /** An unforeseen failure's message could hold anything, payer data too; its class and its place cannot. */
    private static String place(Throwable failure) {
        StackTraceElement[] trace = failure.getStackTrace();
        return failure.getClass().getName() + (trace.length == 0 ? "" : " at " + trace[0]);
    }
}
