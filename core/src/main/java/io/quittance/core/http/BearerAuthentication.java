package io.quittance.core.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.quittance.core.config.ManagementConfig.Token;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Lets a request pass if, and only if, it carries a known bearer token. How long that takes tells nothing about the
 * tokens: digests are compared, all of them, each in constant time.
 */
public final class BearerAuthentication implements Handler<RoutingContext> {

    private static final Pattern HEADER = Pattern.compile("Bearer +(\\S+) *", Pattern.CASE_INSENSITIVE);
    private static final String CHALLENGE = "Bearer realm=\"quittance\"";

    private final Supplier<List<Token>> tokens;

    /** Knows these tokens, asked for with each request, so that a new configuration holds at once. */
    public BearerAuthentication(Supplier<List<Token>> tokens) {
        this.tokens = tokens;
    }

    @Override
    public void handle(RoutingContext context) {
        String header = context.request().getHeader(HttpHeaders.AUTHORIZATION);
        if (header == null) {
            throw ProblemException.unauthenticated(CHALLENGE, "The header Authorization: Bearer TOKEN is missing");
        }
        caller(header)
                .orElseThrow(() -> ProblemException.unauthenticated(
                        CHALLENGE + ", error=\"invalid_token\"", "The bearer token is not known"))
                .attachTo(context);
        context.next();
    }

    private Optional<Caller> caller(String header) {
        Matcher matcher = HEADER.matcher(header);
        return matcher.matches() ? holder(matcher.group(1)) : Optional.empty();
    }

    private Optional<Caller> holder(String candidate) {
        byte[] digest = digest(candidate);
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

    private static byte[] digest(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("Every Java platform has SHA-256", impossible);
        }
    }
}
