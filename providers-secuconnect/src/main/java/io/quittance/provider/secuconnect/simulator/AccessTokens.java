package io.quittance.provider.secuconnect.simulator;

import io.quittance.simulation.Chance;
import io.quittance.simulation.Recent;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/** Gives out access tokens (OAuth 2 client credentials) and knows how long they are good. */
final class AccessTokens {

    private static final String ALPHABET = "abcdefghijklmnopqrstuvwxyz0123456789";
    private static final int LENGTH = 26;
    private static final int MOST = 1000;
    private static final int BAD_REQUEST = 400;

    private final String clientId;
    private final String clientSecret;
    private final Duration lifetime;
    private final Chance chance;
    private final Clock clock;
    private final Recent<String, Instant> endings = new Recent<>(MOST);

    AccessTokens(String clientId, String clientSecret, Duration lifetime, Chance chance, Clock clock) {
        this.clientId = clientId;
        this.clientSecret = clientSecret;
        this.lifetime = lifetime;
        this.chance = chance;
        this.clock = clock;
    }

    /** Answers {@code POST /oauth/token}, whose parameters are a form or JSON. */
    void issue(RoutingContext call) {
        call.response().putHeader("Cache-Control", "no-store").putHeader("Pragma", "no-cache");
        JsonObject parameters = parameters(call);
        if (!"client_credentials".equals(parameters.getValue("grant_type"))) {
            refuse(call, "unsupported_grant_type", "This simulator knows client_credentials only");
        } else if (!clientId.equals(parameters.getValue("client_id"))
                || !clientSecret.equals(parameters.getValue("client_secret"))) {
            refuse(call, "invalid_client", "The client credentials are invalid");
        } else {
            call.json(token());
        }
    }

    /** Whether a request brings a token that is good. */
    boolean admit(RoutingContext call) {
        String header = call.request().getHeader("Authorization");
        Instant ending = header == null ? null : endings.get(header.replaceFirst("(?i)^Bearer ", ""));
        return ending != null && clock.instant().isBefore(ending);
    }

    private JsonObject token() {
        String token = chance.characters(ALPHABET, LENGTH);
        endings.put(token, clock.instant().plus(lifetime));
        return new JsonObject()
                .put("access_token", token)
                .put("expires_in", lifetime.toSeconds())
                .put("token_type", "bearer")
                .put("scope", "https://scope.secucard.com/e/api");
    }

    private static JsonObject parameters(RoutingContext call) {
        String type = String.valueOf(call.request().getHeader("Content-Type"));
        JsonObject form = new JsonObject();
        call.request().formAttributes().forEach(form::put);
        return type.startsWith("application/json") && call.body().asJsonObject() != null
                ? call.body().asJsonObject()
                : form;
    }

    private static void refuse(RoutingContext call, String error, String description) {
        call.response().setStatusCode(BAD_REQUEST);
        call.json(new JsonObject().put("error", error).put("error_description", description));
    }
}
