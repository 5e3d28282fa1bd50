package io.quittance.core.http;

import io.quittance.core.config.ManagementConfig.Token;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Lets a request pass if, and only if, it carries a known bearer token. */
public final class BearerAuthentication implements Handler<RoutingContext> {

    private static final Pattern HEADER = Pattern.compile("Bearer +(\\S+) *", Pattern.CASE_INSENSITIVE);
    private static final String CHALLENGE = "Bearer realm=\"quittance\"";

    private final KnownTokens tokens;

    /** Knows these tokens, asked for with each request, so that a new configuration holds at once. */
    public BearerAuthentication(Supplier<List<Token>> tokens) {
        this.tokens = new KnownTokens(tokens);
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
        return matcher.matches() ? tokens.holder(KnownTokens.digest(matcher.group(1))) : Optional.empty();
    }
}
