package io.quittance.provider.secuconnect;

import io.quittance.spi.ProviderContext;
import io.quittance.spi.ProviderHttp.Request;
import io.quittance.spi.ProviderHttp.Response;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The account's access token (OAuth 2 client credentials), kept until shortly before it ends. Whoever needs one while it
 * is being asked for waits for the same answer.
 */
final class AccessTokens {

    private static final Duration BETWEEN_RENEWALS = Duration.ofSeconds(5);

    private final SecuconnectSettings settings;
    private final ProviderContext context;
    private @Nullable Future<AccessToken> latest;
    /** When a refused token was renewed. */
    private @Nullable Instant renewedAt;

    AccessTokens(SecuconnectSettings settings, ProviderContext context) {
        this.settings = settings;
        this.context = context;
    }

    /** A token that is fresh by our clock. */
    synchronized Future<AccessToken> current() {
        Future<AccessToken> known = latest;
        if (known != null && (!known.isComplete() || isFresh(known))) {
            return known;
        }
        Future<AccessToken> asked = ask();
        latest = asked;
        return asked;
    }

    /**
     * Another token than this one, which the API refused; empty if a refused one was renewed just now: anyone can make us ask
     * what the API refuses, and each renewal is a call.
     */
    synchronized Future<Optional<AccessToken>> insteadOf(AccessToken refused) {
        Future<AccessToken> known = latest;
        if (known != null && known.succeeded() && known.result().value().equals(refused.value())) {
            Instant now = context.clock().instant();
            if (isBetweenRenewals(now)) {
                return Future.succeededFuture(Optional.empty());
            }
            latest = null;
            renewedAt = now;
        }
        return current().map(Optional::of);
    }

    private boolean isBetweenRenewals(Instant now) {
        Instant last = renewedAt;
        return last != null && !now.isBefore(last) && now.isBefore(last.plus(BETWEEN_RENEWALS));
    }

    private boolean isFresh(Future<AccessToken> known) {
        return known.succeeded() && known.result().isFresh(context.clock().instant());
    }

    private Future<AccessToken> ask() {
        return context.http().send(request()).map(this::read);
    }

    private Request request() {
        String form = "grant_type=client_credentials&client_id=" + encode(settings.clientId()) + "&client_secret="
                + encode(context.secret("/clientSecret").newest());
        return new Request(
                "POST",
                URI.create(settings.baseUrl() + "/oauth/token"),
                Map.of("Content-Type", "application/x-www-form-urlencoded", "Accept", "application/json"),
                Buffer.buffer(form));
    }

    private AccessToken read(Response response) {
        ApiAnswer answer = new ApiAnswer("the token request", response);
        if (!answer.isSuccess()) {
            throw answer.failure(context.logger());
        }
        return AccessToken.of(answer.json(), context.clock().instant());
    }

    private static String encode(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8);
    }
}
