package io.quittance.core.config;

import io.quittance.spi.Secret;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where people and machines of the merchant's side come in.
 *
 * @param port 0 picks a free one
 * @param tls null: plain HTTP
 * @param trustedProxies addresses or networks whose {@code X-Forwarded-For} is believed
 */
public record ManagementConfig(
        String host, int port, @Nullable TlsConfig tls, List<String> trustedProxies, List<Token> tokens) {

    public ManagementConfig {
        trustedProxies = List.copyOf(trustedProxies);
        tokens = List.copyOf(tokens);
    }

    /** What the holder of a token may do. */
    public enum Role {
        /** Reads everything. */
        VIEWER,
        /** Reads and does everything. */
        OPERATOR,
        /** Reads and does what belongs to its own merchant. */
        MERCHANT
    }

    /**
     * A bearer token.
     *
     * @param name for the audit trail
     * @param merchant whose data it opens; set if, and only if, the role is {@link Role#MERCHANT}
     */
    public record Token(String name, Role role, @Nullable String merchant, Secret secret) {}
}
