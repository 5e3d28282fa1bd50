package io.quittance.core.trace;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Which span something belongs to, as the W3C writes it in the header {@code traceparent}.
 *
 * @param traceId 32 hexadecimal digits, lower case
 * @param spanId 16 of them
 */
public record Traceparent(String traceId, String spanId) {

    private static final Pattern TEXT =
            Pattern.compile("00-(?!0{32})([0-9a-f]{32})-(?!0{16})([0-9a-f]{16})-[0-9a-f]{2}");

    /** Reads one; empty if there is none, or what is there is not well-formed. */
    public static Optional<Traceparent> parse(@Nullable String text) {
        if (text == null) {
            return Optional.empty();
        }
        Matcher matcher = TEXT.matcher(text);
        return matcher.matches() ? Optional.of(new Traceparent(matcher.group(1), matcher.group(2))) : Optional.empty();
    }

    /** As it is stored and sent: of a span that is made, since of others none is kept. */
    @Override
    public String toString() {
        return "00-" + traceId + "-" + spanId + "-01";
    }
}
