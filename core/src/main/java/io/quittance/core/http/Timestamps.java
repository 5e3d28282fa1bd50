package io.quittance.core.http;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.regex.Pattern;

/** Times as RFC 3339 writes them. */
final class Timestamps {

    /** What is allowed, in words. */
    static final String ALLOWED = "a time as in RFC 3339, for example 2026-11-22T10:00:00Z";

    private static final Pattern RFC_3339 =
            Pattern.compile("\\d{4}-\\d{2}-\\d{2}[Tt]\\d{2}:\\d{2}:\\d{2}(\\.\\d{1,9})?([Zz]|[+-]\\d{2}:\\d{2})");

    private Timestamps() {}

    /** The time, as exactly as the store keeps it; empty if the text is something else. */
    static Optional<Instant> parse(String text) {
        if (!RFC_3339.matcher(text).matches()) {
            return Optional.empty();
        }
        try {
            return Optional.of(OffsetDateTime.parse(text).toInstant().truncatedTo(ChronoUnit.MICROS));
        } catch (DateTimeException noSuchTime) {
            return Optional.empty();
        }
    }
}
