package io.quittance.provider.smart2pay;

import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A page of a list of payments. Its rows are abridged: they leave out what we do not need.
 *
 * @param rows a payment each
 * @param totalPages how many pages there are; null where the back end does not say so
 */
record PaymentPage(List<LenientJson> rows, @Nullable Integer totalPages) {

    /** How many rows we ask for. */
    static final int SIZE = 100;

    static final PaymentPage EMPTY = new PaymentPage(List.of(), null);

    private static final Pattern COUNT = Pattern.compile("[0-9]{1,9}");

    PaymentPage {
        rows = List.copyOf(rows);
    }

    static PaymentPage of(List<LenientJson> rows, @Nullable String totalPages) {
        boolean told = totalPages != null && COUNT.matcher(totalPages).matches();
        return new PaymentPage(rows, told ? Integer.valueOf(totalPages) : null);
    }

    /** Whether it holds as many rows as were asked for, so that there may be more. */
    boolean isFull() {
        return rows.size() >= SIZE;
    }

    /**
     * Whether pages follow.
     *
     * @param index of this page, counted from 1
     */
    boolean hasNext(int index) {
        return !rows.isEmpty() && (totalPages == null ? isFull() : index < totalPages);
    }
}
