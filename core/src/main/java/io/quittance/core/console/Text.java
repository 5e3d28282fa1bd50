package io.quittance.core.console;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Values as people read them. */
public final class Text {

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss", Locale.ROOT).withZone(ZoneOffset.UTC);
    private static final Duration SECONDS = Duration.ofMinutes(2);
    private static final Duration MINUTES = Duration.ofHours(2);
    private static final Duration HOURS = Duration.ofDays(2);
    private static final double TENTHS_BELOW = 10;

    private Text() {}

    /** A name as users of the API write it, such as {@code partially_paid}, as people do. */
    public static String plain(String name) {
        return name.replace('_', ' ');
    }

    /** The same at the beginning of a line. */
    public static String title(String name) {
        String plain = plain(name);
        return plain.isEmpty() ? plain : plain.substring(0, 1).toUpperCase(Locale.ROOT) + plain.substring(1);
    }

    /** A time in UTC, to the second. */
    public static String time(Instant time) {
        return TIME.format(time);
    }

    /** A time as machines read it. */
    public static String machine(Instant time) {
        return time.truncatedTo(ChronoUnit.MILLIS).toString();
    }

    /** How long ago something was; in the past by a clock that may differ from another node's. */
    public static String ago(Instant time, Instant now) {
        Duration since = Duration.between(time, now);
        return since.compareTo(Duration.ofSeconds(1)) < 0 ? "just now" : duration(since) + " ago";
    }

    /** How long something takes or is. */
    public static String duration(Duration duration) {
        if (duration.compareTo(SECONDS) < 0) {
            return duration.toSeconds() + " s";
        }
        if (duration.compareTo(MINUTES) < 0) {
            return duration.toMinutes() + " min";
        }
        return duration.compareTo(HOURS) < 0 ? duration.toHours() + " h" : duration.toDays() + " days";
    }

    /** A count, its thousands apart. */
    public static String count(long number) {
        return String.format(Locale.ROOT, "%,d", number).replace(',', '\u202F');
    }

    /** A rate or a time in milliseconds, with a decimal only where it tells something; a dash for nothing. */
    public static String measure(@Nullable Double value) {
        if (value == null) {
            return "–";
        }
        return value > 0 && value < TENTHS_BELOW ? String.format(Locale.ROOT, "%.1f", value) : count(Math.round(value));
    }
}
