package io.quittance.core.reconcile;

import io.quittance.core.store.SqlFailure;
import io.quittance.core.store.UndecidableException;
import io.quittance.spi.ErrorCategory;
import io.quittance.spi.ProviderException;

/**
 * Why an item is not done.
 *
 * @param message in words for an operator, without secrets and payer data
 */
record Fault(Kind kind, String message) {

    private static final int MAX_MESSAGE = 500;

    /** What follows from a fault. */
    enum Kind {
        /** The payment's order is not found yet: searched again for a day. */
        UNSETTLED,
        /** Passes by itself: tried again without end. */
        TEMPORARY,
        /** The provider, or its configuration, is wrong: a case at once, and tried again without end. */
        PROVIDER_ERROR,
        /** Nobody foresaw it: tried again a few times, then put aside with a case. */
        UNEXPECTED,
        /** The plugin cannot read the notification: put aside with a case at once. */
        UNREADABLE
    }

    Fault {
        message = message.length() <= MAX_MESSAGE ? message : message.substring(0, MAX_MESSAGE);
    }

    static Fault of(Throwable failure) {
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
