package io.quittance.core.config;

import io.quittance.spi.Secret;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Whether what a server's {@code tls} names can be used: found out before anything is changed. */
final class TlsChecks {

    private static final Set<String> ALGORITHMS = Set.of("RSA", "EC");

    private final String pointer;
    private final Map<String, Secret> secrets;
    private final Problems problems;

    /**
     * Checks those of one server.
     *
     * @param pointer of its {@code tls}
     * @param secrets by JSON pointer; one that could not be read is missing, which is a problem already
     */
    TlsChecks(String pointer, Map<String, Secret> secrets, Problems problems) {
        this.pointer = pointer;
        this.secrets = secrets;
        this.problems = problems;
    }

    void check() {
        X509Certificate certificate = first("certificate");
        first("clientAuthorities");
        Secret key = secrets.get(pointer + "/key");
        if (certificate != null && key != null) {
            checkPair(certificate.getPublicKey(), key);
        }
    }

    private @Nullable X509Certificate first(String name) {
        Secret secret = secrets.get(pointer + "/" + name);
        if (secret == null) {
            return null;
        }
        try {
            return Pem.certificates(secret.newest()).get(0);
        } catch (GeneralSecurityException e) {
            problems.add(pointer + "/" + name, "must hold X.509 certificates in PEM (BEGIN CERTIFICATE)");
            return null;
        }
    }

    private void checkPair(PublicKey known, Secret key) {
        if (!ALGORITHMS.contains(known.getAlgorithm())) {
            problems.add(
                    pointer + "/certificate",
                    "is for a key of the kind " + known.getAlgorithm() + "; allowed: EC, RSA");
            return;
        }
        try {
            if (!Pem.areOnePair(Pem.key(key.newest(), known.getAlgorithm()), known)) {
                problems.add(pointer + "/key", "is not the key of the first certificate");
            }
        } catch (GeneralSecurityException e) {
            problems.add(
                    pointer + "/key",
                    "must hold the certificate's private key (" + known.getAlgorithm()
                            + "), unencrypted, in PEM as PKCS #8 (BEGIN PRIVATE KEY); "
                            + "openssl pkcs8 -topk8 -nodes makes one of others");
        }
    }
}
