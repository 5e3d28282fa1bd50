package io.quittance.core.config;

import java.time.Duration;

/** Reads durations in the short form, {@code 15m}, and in that of ISO 8601, {@code PT15M}. */
final class Durations {

    private Durations() {}

    /** Reads a duration that the schema allows. */
    static Duration parse(String text) {
        if (text.startsWith("P")) {
            return Duration.parse(text);
        }
        long count = Long.parseLong(text.substring(0, text.length() - 1));
        return switch (text.charAt(text.length() - 1)) {
            case 's' -> Duration.ofSeconds(count);
            case 'm' -> Duration.ofMinutes(count);
            case 'h' -> Duration.ofHours(count);
            case 'd' -> Duration.ofDays(count);
            default -> throw new IllegalArgumentException("Not a duration: " + text);
        };
    }
}
