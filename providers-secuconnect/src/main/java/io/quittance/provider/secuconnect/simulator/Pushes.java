package io.quittance.provider.secuconnect.simulator;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.quittance.simulation.Chance;
import io.quittance.simulation.Letter;
import io.quittance.simulation.Stranger;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Writes pushes. A push says only that something changed. It goes to the URL that the shop handed over with the order, and
 * that the gateway signed.
 */
final class Pushes {

    static final String KEY = "simulated push key";

    private static final Map<String, String> HEADERS = Map.of("Content-Type", "application/json", "Accept", "*/*");
    private static final String ALGORITHM = "HmacSHA256";
    private static final String HEXADECIMAL = "0123456789abcdef";
    private static final int OK = 200;
    private static final int UNAUTHORIZED = 401;

    private final Clock clock;

    Pushes(Clock clock) {
        this.clock = clock;
    }

    /** The query of the push URL of an order. */
    static Map<String, String> query(String accountId, String order) {
        return Map.of("order", order, "sig", signature(accountId, order));
    }

    /**
     * A push about a transaction.
     *
     * @param query that of the push URL
     * @param type {@code changed} or {@code added}
     */
    Letter about(String transaction, String type, Map<String, String> query, Chance chance) {
        String id = "evt_" + chance.characters(HEXADECIMAL, chance.oneOf(24, 32));
        JsonObject concerned =
                new JsonObject().put("object", "payment.transactions").put("id", transaction);
        JsonObject push = new JsonObject()
                .put("object", "event.pushes")
                .put("id", id)
                .put("created", GermanTime.text(clock.instant()))
                .put("target", "payment.transactions")
                .put("type", type)
                .put("data", new JsonArray().add(concerned));
        return Letter.of(id, query, HEADERS, push);
    }

    /** Somebody guesses: a payment, which is welcome and finds nothing, or a signature, which is refused. */
    Stranger forge(Letter letter, Chance chance) {
        if (chance.happens(0.5)) {
            Letter guess = about(Ids.payment(chance), "changed", Map.of(), chance);
            return new Stranger(guess, OK);
        }
        Map<String, String> query = new HashMap<>(letter.query());
        query.put("sig", "v1." + chance.characters(HEXADECIMAL, 43));
        return new Stranger(new Letter(letter.id(), query, letter.headers(), letter.body()), UNAUTHORIZED);
    }

    private static String signature(String accountId, String order) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(KEY.getBytes(UTF_8), ALGORITHM));
            byte[] code = mac.doFinal((accountId + "\n" + order).getBytes(UTF_8));
            return "v1." + Base64.getUrlEncoder().withoutPadding().encodeToString(code);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java platform has " + ALGORITHM, e);
        }
    }
}
