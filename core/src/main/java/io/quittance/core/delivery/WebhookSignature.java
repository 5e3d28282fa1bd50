package io.quittance.core.delivery;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.quittance.spi.Secret;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.Base64;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The symmetric signature of the Standard Webhooks specification: {@code v1,} and the base64 of an HMAC-SHA256 over id,
 * time and body. While a secret is being replaced there is one for each of its values, so that both verify.
 */
final class WebhookSignature {

    private static final String ALGORITHM = "HmacSHA256";
    private static final String SECRET_PREFIX = "whsec_";

    private WebhookSignature() {}

    /** The value of the header {@code webhook-signature}. */
    static String of(Secret secret, String id, Instant timestamp, String body) {
        byte[] content = (id + "." + timestamp.getEpochSecond() + "." + body).getBytes(UTF_8);
        return secret.values().stream()
                .map(value -> "v1," + Base64.getEncoder().encodeToString(sign(value, content)))
                .collect(Collectors.joining(" "));
    }

    private static byte[] sign(String secret, byte[] content) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            byte[] key = Base64.getDecoder().decode(secret.substring(SECRET_PREFIX.length()));
            mac.init(new SecretKeySpec(key, ALGORITHM));
            return mac.doFinal(content);
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("Every Java platform has " + ALGORITHM, impossible);
        }
    }
}
