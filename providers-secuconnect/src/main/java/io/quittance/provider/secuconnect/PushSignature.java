package io.quittance.provider.secuconnect;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.quittance.spi.Secret;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The signature that the account's push URLs carry, since the provider itself does not sign:
 * {@code v1.} and the unpadded base64url of HMAC-SHA256 over account id, line feed, order. It proves that whoever pushes
 * was given the URL of that order; it says nothing about the body.
 */
final class PushSignature {

    /** The query parameter that holds it. */
    static final String PARAMETER = "sig";

    private static final String VERSION = "v1.";
    private static final String CREDENTIAL = "push-signature#";
    private static final String ALGORITHM = "HmacSHA256";

    private final String accountId;
    private final Secret key;

    PushSignature(String accountId, Secret key) {
        this.accountId = accountId;
        this.key = key;
    }

    /** The signature of an order by the newest key. */
    String of(String order) {
        return sign(order, key.newest());
    }

    /** Which credential a signature proves, if it is right; compared with that of every key. */
    Optional<String> credential(String order, String signature) {
        String proved = null;
        for (String value : key.values()) {
            String credential = credential(value);
            if (Secret.equal(sign(order, value).getBytes(UTF_8), signature.getBytes(UTF_8))) {
                proved = credential;
            }
        }
        return Optional.ofNullable(proved);
    }

    /** The credentials of all keys, newest first. */
    List<String> credentials() {
        return key.values().stream().map(PushSignature::credential).toList();
    }

    private static String credential(String value) {
        return CREDENTIAL + Secret.fingerprint(value);
    }

    private String sign(String order, String value) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(value.getBytes(UTF_8), ALGORITHM));
            byte[] code = mac.doFinal((accountId + "\n" + order).getBytes(UTF_8));
            return VERSION + Base64.getUrlEncoder().withoutPadding().encodeToString(code);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java platform has " + ALGORITHM, e);
        }
    }
}
