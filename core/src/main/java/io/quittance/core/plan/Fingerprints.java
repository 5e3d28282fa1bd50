package io.quittance.core.plan;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.quittance.spi.Secret;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * What stands for secrets where two configurations are compared: equal for equal secrets under one salt, and of no use under
 * another.
 *
 * @param salt in hexadecimal digits
 */
public record Fingerprints(String salt) {

    private static final int SALT_BYTES = 16;
    private static final int SHOWN_BYTES = 4;
    private static final String ALGORITHM = "HmacSHA256";
    private static final Pattern SALT = Pattern.compile("[0-9a-f]{" + 2 * SALT_BYTES + "}");
    private static final SecureRandom RANDOM = new SecureRandom();

    public Fingerprints {
        if (!SALT.matcher(salt).matches()) {
            throw new IllegalArgumentException("A salt has " + 2 * SALT_BYTES + " hexadecimal digits");
        }
    }

    /** With a salt of their own. */
    public static Fingerprints random() {
        byte[] salt = new byte[SALT_BYTES];
        RANDOM.nextBytes(salt);
        return new Fingerprints(HexFormat.of().formatHex(salt));
    }

    /** Those of all values of a secret, newest first. */
    List<String> of(Secret secret) {
        return secret.values().stream().map(this::of).toList();
    }

    private String of(String value) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(HexFormat.of().parseHex(salt), ALGORITHM));
            return HexFormat.of().formatHex(mac.doFinal(value.getBytes(UTF_8)), 0, SHOWN_BYTES);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java platform has HMAC with SHA-256", e);
        }
    }
}
