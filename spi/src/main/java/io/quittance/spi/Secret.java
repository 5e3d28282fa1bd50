package io.quittance.spi;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.util.List;

/**
 * A secret with its rotation: one or several values, newest first. The first signs or is sent, all verify. Never prints
 * a value.
 */
public final class Secret {

    private final List<String> values;

    /**
     * A secret of these values.
     *
     * @param values newest first, at least one, none empty
     */
    public Secret(List<String> values) {
        if (values.isEmpty() || values.stream().anyMatch(String::isEmpty)) {
            throw new IllegalArgumentException("A secret has at least one value, and none is empty");
        }
        this.values = List.copyOf(values);
    }

    /** The newest value: the one to sign with or to send. */
    public String newest() {
        return values.get(0);
    }

    /** All values, newest first, for checks such as an HMAC. Compare results with {@link #equal}. */
    public List<String> values() {
        return values;
    }

    /** Whether the candidate is one of the values, found out in a time that does not tell how nearly. */
    public boolean matches(String candidate) {
        boolean matches = false;
        for (String value : values) {
            matches |= equal(value.getBytes(UTF_8), candidate.getBytes(UTF_8));
        }
        return matches;
    }

    /** Whether two byte strings are equal, found out in a time that does not tell how nearly. */
    public static boolean equal(byte[] one, byte[] other) {
        return MessageDigest.isEqual(one, other);
    }

    @Override
    public String toString() {
        return "[secret]";
    }
}
