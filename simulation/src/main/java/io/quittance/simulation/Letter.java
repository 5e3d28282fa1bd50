package io.quittance.simulation;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.util.Map;

/**
 * A request to the gateway's intake.
 *
 * @param id what tells it from all others; its chance derives from it
 * @param query decoded
 * @param headers by name
 * @param body what is posted
 */
public record Letter(String id, Map<String, String> query, Map<String, String> headers, Buffer body) {

    public Letter {
        query = Map.copyOf(query);
        headers = Map.copyOf(headers);
    }

    /** A letter that says this in JSON. */
    public static Letter of(String id, Map<String, String> query, Map<String, String> headers, JsonObject body) {
        return new Letter(id, query, headers, body.toBuffer());
    }

    /** The same with another body. */
    public Letter withBody(Buffer other) {
        return new Letter(id, query, headers, other);
    }
}
