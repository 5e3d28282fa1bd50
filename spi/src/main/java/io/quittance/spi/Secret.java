package io.quittance.spi;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/**
 * A secret with its rotation: one or several values, newest first. The first signs or is sent, all verify. Never prints
 * a value.
 */
public final class Secret {

    private static final int FINGERPRINT_BYTES = 4;

    private final List<String> values;
    private final List<String> fingerprints;

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
        this.fingerprints = values.stream().map(Secret::fingerprint).toList();
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

    /**
     * Which of the values the candidate is, by its {@linkplain #fingerprint fingerprint}; found out in a time that does not
     * tell how nearly. Use it where people must see which key is still in use during a rotation.
     */
    public Optional<String> fingerprintOfMatch(String candidate) {
        String match = null;
        for (int i = 0; i < values.size(); i++) {
            if (equal(values.get(i).getBytes(UTF_8), candidate.getBytes(UTF_8))) {
                match = fingerprints.get(i);
            }
        }
        return Optional.ofNullable(match);
    }

    /** The fingerprints of all values, newest first. */
    public List<String> fingerprints() {
        return fingerprints;
    }

    /**
     * What may be shown of a secret: the first eight hexadecimal digits of the SHA-256 of its UTF-8 bytes. Long enough to
     * tell two secrets apart, too short to confirm a guess of a good one.
     */
    public static String fingerprint(String secret) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(secret.getBytes(UTF_8));
            return HexFormat.of().formatHex(hash, 0, FINGERPRINT_BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
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
