package io.quittance.provider.secuconnect.simulator;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAccessor;
import java.util.Optional;

/** Times as secuconnect writes them: whole seconds of German time, with the offset. */
final class GermanTime {

    private static final ZoneId ZONE = ZoneId.of("Europe/Berlin");

    private GermanTime() {}

    static String text(Instant instant) {
        return DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(
                instant.truncatedTo(ChronoUnit.SECONDS).atZone(ZONE));
    }

    /** A time with an offset, or else of German time; empty if it is none. */
    static Optional<Instant> parse(String text) {
        try {
            TemporalAccessor time =
                    DateTimeFormatter.ISO_DATE_TIME.parseBest(text, ZonedDateTime::from, LocalDateTime::from);
            return Optional.of(
                    time instanceof LocalDateTime local ? local.atZone(ZONE).toInstant() : Instant.from(time));
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }
}
