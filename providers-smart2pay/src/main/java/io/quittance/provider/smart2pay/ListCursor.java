package io.quittance.provider.smart2pay;

import io.quittance.provider.smart2pay.Smart2PaySettings.Site;
import io.quittance.spi.PaymentLookup.Window;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where a list of payments goes on: one back end after the other, and in each one site after the other. The back end of
 * alternative methods counts pages. That of cards does not say clearly how it does, so the window is made smaller instead.
 * Pure.
 *
 * @param backEnd which is asked
 * @param site whose payments are asked for
 * @param page which page, counted from 1
 * @param from in seconds since 1970, inclusive
 * @param to in seconds since 1970, exclusive
 */
record ListCursor(BackEnd backEnd, String site, int page, long from, long to) {

    private static final Pattern FORMAT =
            Pattern.compile("(ALTERNATIVE|CARD):([0-9]{1,10}):([0-9]{1,9}):([0-9]{1,12}):([0-9]{1,12})");

    /** The beginning of the payments of a site. */
    static ListCursor start(BackEnd backEnd, Site site, Window window) {
        return new ListCursor(backEnd, site.id(), 1, Math.max(0, window.from().getEpochSecond()), end(window));
    }

    /** Reads what {@link #text} wrote; empty if it is anything else, also if no time is left in it, after which none would follow. */
    static Optional<ListCursor> parse(String text) {
        return Optional.of(FORMAT.matcher(text))
                .filter(Matcher::matches)
                .map(parts -> new ListCursor(
                        BackEnd.valueOf(parts.group(1)),
                        parts.group(2),
                        Integer.parseInt(parts.group(3)),
                        Long.parseLong(parts.group(4)),
                        Long.parseLong(parts.group(5))))
                .filter(cursor -> cursor.from < cursor.to);
    }

    ListCursor nextPage() {
        return new ListCursor(backEnd, site, page + 1, from, to);
    }

    /** The first half of the same time; empty if a second is all that is left. */
    Optional<ListCursor> half() {
        long half = (to - from) / 2;
        return half == 0 ? Optional.empty() : Optional.of(new ListCursor(backEnd, site, page, from, from + half));
    }

    /** The time after this one, up to twice as long, since a quiet hour may follow a busy minute; empty at the end. */
    Optional<ListCursor> rest(Window window) {
        long end = end(window);
        return to >= end
                ? Optional.empty()
                : Optional.of(new ListCursor(backEnd, site, page, to, Math.min(end, to + 2 * (to - from))));
    }

    Instant start() {
        return Instant.ofEpochSecond(from);
    }

    Instant end() {
        return Instant.ofEpochSecond(to);
    }

    /** Opaque to everybody else. */
    String text() {
        return backEnd + ":" + site + ":" + page + ":" + from + ":" + to;
    }

    private static long end(Window window) {
        Instant to = window.to();
        return to.getNano() == 0 ? to.getEpochSecond() : to.getEpochSecond() + 1;
    }
}
