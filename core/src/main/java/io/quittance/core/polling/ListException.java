package io.quittance.core.polling;

import io.quittance.core.reconcile.Fault;

/** A page of a provider's list cannot be had. Expected, so it has no stack trace. */
public final class ListException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient Fault fault;

    ListException(Fault fault) {
        super(fault.message(), null, false, false);
        this.fault = fault;
    }

    /** Whether it passes by itself. */
    public boolean isTemporary() {
        return fault.kind() == Fault.Kind.TEMPORARY;
    }
}
