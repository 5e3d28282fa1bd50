package io.quittance.core.http;

import io.quittance.core.config.ManagementConfig.Token;
import io.quittance.core.console.SignInLimit;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets a request pass if, and only if, it carries a known bearer token. Who guesses is not heard for a while. Confined to one event loop.
 */
public final class BearerAuthentication implements Handler<RoutingContext> {

    private static final Pattern HEADER = Pattern.compile("Bearer +(\\S+) *", Pattern.CASE_INSENSITIVE);
    private static final String CHALLENGE = "Bearer realm=\"quittance\"";

    private static final Logger LOGGER = LoggerFactory.getLogger(BearerAuthentication.class);

    private final KnownTokens tokens;
    private final SenderAddress senders;
    private final SignInLimit limit;

    /**
     * Knows these tokens.
     *
     * @param tokens asked for with each request, so that a new configuration holds at once
     * @param senders tells who asks
     * @param limit how often somebody may be refused
     */
    public BearerAuthentication(Supplier<List<Token>> tokens, SenderAddress senders, SignInLimit limit) {
        this.tokens = new KnownTokens(tokens);
        this.senders = senders;
        this.limit = limit;
    }

    @Override
    public void handle(RoutingContext context) {
        String header = context.request().getHeader(HttpHeaders.AUTHORIZATION);
        if (header == null) {
            throw ProblemException.unauthenticated(CHALLENGE, "The header Authorization: Bearer TOKEN is missing");
        }
        String sender = senders.of(context.request());
        if (!limit.allows(sender)) {
            throw ProblemException.tooMany("Too many bearer tokens were refused from here", SignInLimit.WINDOW);
        }
        caller(header).orElseThrow(() -> refusal(sender)).attachTo(context);
        context.next();
    }

    private ProblemException refusal(String sender) {
        if (limit.refused(sender)) {
            LOGGER.atWarn().addKeyValue("address", sender).log("No more tokens are taken from an address for a while");
        }
        return ProblemException.unauthenticated(
                CHALLENGE + ", error=\"invalid_token\"", "The bearer token is not known");
    }

    private Optional<Caller> caller(String header) {
        Matcher matcher = HEADER.matcher(header);
        return matcher.matches() ? tokens.holder(KnownTokens.digest(matcher.group(1))) : Optional.empty();
    }
}
