package io.quittance.core.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.quittance.core.config.ManagementConfig.Token;
import io.quittance.core.store.Digests;
import java.security.MessageDigest;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Finds whose a token is. How long that takes tells nothing about the tokens: digests are compared, all of them, each in
 * constant time.
 */
final class KnownTokens {

    private final Supplier<List<Token>> tokens;

    /** Knows these, asked for each time, so that a new configuration holds at once. */
    KnownTokens(Supplier<List<Token>> tokens) {
        this.tokens = tokens;
    }

    /** What is kept of a token by whom the token itself does not concern. */
    static byte[] digest(String token) {
        return Digests.sha256(token.getBytes(UTF_8));
    }

    /** Who holds the token of a digest; empty if it is not known. */
    Optional<Caller> holder(byte[] digest) {
        @Nullable Token holder = null;
        for (Token token : tokens.get()) {
            for (String value : token.secret().values()) {
                if (MessageDigest.isEqual(digest(value), digest)) {
                    holder = token;
                }
            }
        }
        return Optional.ofNullable(holder).map(Caller::of);
    }
}
