package io.quittance.core.http;

import io.quittance.core.config.TlsConfig;
import io.quittance.spi.Secret;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.ClientAuth;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.net.PemKeyCertOptions;
import io.vertx.core.net.PemTrustOptions;
import io.vertx.core.net.ServerSSLOptions;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * TLS as both servers speak it: 1.2 and 1.3, with ciphers that keep what was recorded secret even if the key is lost, and HTTP/1.1
 * alone within it.
 */
final class ServerTls {

    private static final long HANDSHAKE_SECONDS = 10;
    private static final Set<String> VERSIONS = Set.of("TLSv1.2", "TLSv1.3");

    /** What Mozilla calls intermediate, less what needs Diffie-Hellman over primes. */
    private static final List<String> CIPHERS = List.of(
            "TLS_AES_128_GCM_SHA256",
            "TLS_AES_256_GCM_SHA384",
            "TLS_CHACHA20_POLY1305_SHA256",
            "TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256",
            "TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256",
            "TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384",
            "TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384",
            "TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305_SHA256",
            "TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305_SHA256");

    private ServerTls() {}

    /** These options, with TLS if it is configured. */
    static HttpServerOptions on(HttpServerOptions options, @Nullable TlsConfig tls) {
        if (tls == null) {
            return options;
        }
        options.setSsl(true)
                .setUseAlpn(false)
                .setSslHandshakeTimeout(HANDSHAKE_SECONDS)
                .setSslHandshakeTimeoutUnit(TimeUnit.SECONDS)
                .setEnabledSecureTransportProtocols(VERSIONS)
                .setKeyCertOptions(new PemKeyCertOptions()
                        .addCertValue(pem(tls.certificate()))
                        .addKeyValue(pem(tls.key())));
        CIPHERS.forEach(options::addEnabledCipherSuite);
        Secret authorities = tls.clientAuthorities();
        if (authorities != null) {
            options.setClientAuth(ClientAuth.REQUEST)
                    .setTrustOptions(new PemTrustOptions().addCertValue(pem(authorities)));
        }
        return options;
    }

    /** What a server that speaks TLS changes over to; connections that are open stay as they are. */
    static ServerSSLOptions of(TlsConfig tls) {
        return on(new HttpServerOptions(), tls).getSslOptions();
    }

    private static Buffer pem(Secret secret) {
        return Buffer.buffer(secret.newest());
    }
}
