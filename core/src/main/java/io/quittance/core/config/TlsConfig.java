package io.quittance.core.config;

import io.quittance.spi.Secret;
import org.jspecify.annotations.Nullable;

/**
 * How a server speaks TLS. Everything is PEM, and was found to fit together.
 *
 * @param certificate the server's own certificate, then those that lead to its authority
 * @param key the private key of the first of them, PKCS #8
 * @param clientAuthorities whose certificates senders may show; null: none is asked for
 */
public record TlsConfig(
        Secret certificate, Secret key, @Nullable Secret clientAuthorities) {}
