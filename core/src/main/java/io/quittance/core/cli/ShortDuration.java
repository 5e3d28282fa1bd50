package io.quittance.core.cli;

import java.time.DateTimeException;
import java.time.Duration;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads {@code 20s}, {@code 2m}, {@code 500ms}, {@code 1h} and {@code PT20S}. */
final class ShortDuration implements ITypeConverter<Duration> {

    private static final Pattern SHORT = Pattern.compile("(\\d{1,9})(ms|s|m|h)");
    private static final Duration LONGEST = Duration.ofDays(365);

    @Override
    public Duration convert(String text) {
        try {
            Duration duration = parse(text);
            if (duration.isZero() || duration.isNegative() || duration.compareTo(LONGEST) > 0) {
                throw refused(text);
            }
            return duration;
        } catch (DateTimeException notOne) {
            throw refused(text);
        }
    }

    private static Duration parse(String text) {
        Matcher matcher = SHORT.matcher(text);
        if (!matcher.matches()) {
            return Duration.parse(text);
        }
        String unit = matcher.group(2);
        return unit.equals("ms")
                ? Duration.ofMillis(Long.parseLong(matcher.group(1)))
                : Duration.parse("PT" + matcher.group(1) + unit.toUpperCase(Locale.ROOT));
    }

    private static TypeConversionException refused(String text) {
        return new TypeConversionException("'" + text
                + "' is not a duration; write 20s, 2m, 500ms, 1h or PT20S, more than nothing and at most a year");
    }
}
