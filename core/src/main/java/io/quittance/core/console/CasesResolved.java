package io.quittance.core.console;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What came of the wish to resolve several cases.
 *
 * @param resolved how many were
 * @param others those that were not
 * @param refusal why none was even tried; null: they were
 * @param note what the visitor wrote, to be written no more than once; empty: it did its work
 */
public record CasesResolved(
        int resolved, List<Other> others, @Nullable String refusal, String note) {

    /** Nobody wished it. */
    public static final CasesResolved NONE = new CasesResolved(0, List.of(), null, "");

    public CasesResolved {
        others = List.copyOf(others);
    }

    /** A case that was not resolved, and why. */
    public record Other(UUID id, String reason) {}

    /** Whether there is anything to tell. */
    public boolean isTold() {
        return resolved > 0 || !others.isEmpty();
    }
}
