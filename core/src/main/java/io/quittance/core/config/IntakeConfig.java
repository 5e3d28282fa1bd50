package io.quittance.core.config;

import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where notifications come in.
 *
 * @param port 0 picks a free one
 * @param publicUrl how providers reach the intake from outside; null if it is not told
 * @param tls null: plain HTTP
 * @param trustedProxies addresses or networks whose {@code X-Forwarded-For} is believed
 * @param staging null: while the store cannot be reached, notifications are refused
 */
public record IntakeConfig(
        String host,
        int port,
        @Nullable TlsConfig tls,
        @Nullable URI publicUrl,
        int maxBodyBytes,
        List<String> trustedProxies,
        @Nullable StagingConfig staging) {

    public IntakeConfig {
        trustedProxies = List.copyOf(trustedProxies);
    }

    /** An intake that refuses while the store cannot be reached. */
    public IntakeConfig(
            String host,
            int port,
            @Nullable TlsConfig tls,
            @Nullable URI publicUrl,
            int maxBodyBytes,
            List<String> trustedProxies) {
        this(host, port, tls, publicUrl, maxBodyBytes, trustedProxies, null);
    }
}
