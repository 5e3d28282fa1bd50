package io.quittance.core.cli;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;

/** Parts of the management API's documents. */
final class Documents {

    private Documents() {}

    /** The objects of a list; none if there is no such list. */
    static List<JsonObject> items(JsonObject document, String list) {
        return document.getJsonArray(list, new JsonArray()).stream()
                .map(JsonObject.class::cast)
                .toList();
    }
}
