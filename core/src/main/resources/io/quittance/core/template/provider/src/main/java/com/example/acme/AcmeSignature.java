package com.example.acme;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.quittance.spi.InboundNotification;
import io.quittance.spi.ProviderException;
import io.quittance.spi.Secret;
import io.quittance.spi.Verification;
import io.vertx.core.buffer.Buffer;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** The HMAC-SHA256 of the body's bytes, in hexadecimal, in a header. */
final class AcmeSignature {

    private static final String HEADER = "X-Acme-Signature";
    private static final String ALGORITHM = "HmacSHA256";

    private final Secret keys;

    AcmeSignature(Secret keys) {
        this.keys = keys;
    }

    /** Tries all keys, however early one fits: the time that it takes tells nothing. */
    Verification verify(InboundNotification inbound) {
        List<String> given = inbound.headerValues(HEADER);
        String signer = null;
        for (String key : keys.values()) {
            byte[] expected = signature(inbound.body(), key).getBytes(UTF_8);
            if (given.size() == 1 && Secret.equal(expected, given.get(0).getBytes(UTF_8))) {
                signer = key;
            }
        }
        if (signer == null) {
            throw ProviderException.unauthenticated("the signature is missing or wrong");
        }
        return Verification.verified(credential(Secret.fingerprint(signer)));
    }

    /** Which keys people may see in use. */
    List<String> credentials() {
        return keys.fingerprints().stream().map(AcmeSignature::credential).toList();
    }

    private static String signature(Buffer body, String key) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(key.getBytes(UTF_8), ALGORITHM));
            return HexFormat.of().formatHex(mac.doFinal(body.getBytes()));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java platform has " + ALGORITHM, e);
        }
    }

    private static String credential(String fingerprint) {
        return "signature#" + fingerprint;
    }
}
