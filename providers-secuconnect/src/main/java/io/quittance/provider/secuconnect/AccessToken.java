package io.quittance.provider.secuconnect;

import io.quittance.spi.ProviderException;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.regex.Pattern;

/**
 * What proves to the API who asks. Never prints its value.
 *
 * @param value opaque
 * @param renewAt from when on a new one is asked for, some time before this one ends
 */
record AccessToken(String value, Instant renewAt) {

    private static final Duration MARGIN = Duration.ofSeconds(60);
    private static final long MAX_LIFETIME_SECONDS = Duration.ofDays(1).toSeconds();
    private static final Pattern VALUE = Pattern.compile("[\\x21-\\x7e]{1,4096}");

    /** Reads the answer of the token endpoint. A token of untold lifetime serves the calls that wait for it. */
    static AccessToken of(JsonObject answer, Instant now) {
        String value = LenientJson.text(answer, "access_token");
        if (value == null || !VALUE.matcher(value).matches()) {
            throw ProviderException.permanent("secuconnect answered the token request without an access_token");
        }
        long seconds = LenientJson.integer(answer, "expires_in").orElse(0);
        Duration lifetime = Duration.ofSeconds(Math.max(0, Math.min(seconds, MAX_LIFETIME_SECONDS)));
        Duration half = lifetime.dividedBy(2);
        return new AccessToken(value, now.plus(lifetime).minus(MARGIN.compareTo(half) < 0 ? MARGIN : half));
    }

    boolean isFresh(Instant now) {
        return now.isBefore(renewAt);
    }

    @Override
    public String toString() {
        return "AccessToken[renewAt=" + renewAt + "]";
    }
}
