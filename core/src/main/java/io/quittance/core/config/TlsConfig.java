package io.quittance.core.config;

import io.quittance.spi.Secret;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a server speaks TLS. Everything is PEM, and was found to fit together.
 *
 * @param certificate the server's own certificate, then those that lead to its authority
 * @param key the private key of the first of them, PKCS #8
 * @param clientAuthorities whose certificates senders may show; null: none is asked for
 */
public record TlsConfig(
        Secret certificate, Secret key, @Nullable Secret clientAuthorities) {

    /** When the first of the certificates ends that the server shows; nobody who checks them connects from then on. */
    public Instant ends() {
        return certificates().stream()
                .map(shown -> shown.getNotAfter().toInstant())
                .min(Comparator.naturalOrder())
                .orElseThrow();
    }

    /** What the server shows, its own certificate first. */
    public List<X509Certificate> certificates() {
        try {
            return Pem.certificates(certificate.newest());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Certificates that were checked cannot be read", e);
        }
    }
}
