package io.quittance.core.polling;

import io.quittance.spi.PaymentLookup.Window;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * A back-fill that somebody asks for, at one of its pages. A long window is cut into pieces, since providers bound theirs. Pure.
 *
 * @param account whose provider is asked
 * @param window all that is asked for
 * @param by who asks, the name of a token
 * @param position where the page begins
 */
public record Backfill(String account, Window window, String by, BackfillCursor position) {

    /** The longest window that a provider is asked for. */
    static final Duration PIECE = Duration.ofDays(31);

    /** From the beginning. */
    public static Backfill begin(String account, Window window, String by) {
        return new Backfill(account, window, by, new BackfillCursor(window.from(), Optional.empty()));
    }

    /** The same at another page; one outside of the window begins anew. */
    public Backfill at(BackfillCursor cursor) {
        boolean isWithin =
                !cursor.from().isBefore(window.from()) && cursor.from().isBefore(window.to());
        return isWithin ? new Backfill(account, window, by, cursor) : begin(account, window, by);
    }

    /** Whether nothing is done yet. */
    boolean isBeginning() {
        return position.equals(begin(account, window, by).position);
    }

    /** The piece that the page is of. */
    Window piece() {
        Instant end = position.from().plus(PIECE);
        return new Window(position.from(), end.isBefore(window.to()) ? end : window.to());
    }

    /**
     * Where the next page begins; empty at the end.
     *
     * @param next as the provider said
     */
    Optional<BackfillCursor> next(Optional<String> next) {
        if (next.isPresent()) {
            return Optional.of(new BackfillCursor(position.from(), next));
        }
        Instant end = piece().to();
        return end.isBefore(window.to()) ? Optional.of(new BackfillCursor(end, Optional.empty())) : Optional.empty();
    }
}
