package io.quittance.distribution;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;

/** Compares an answer with the part of it that a document shows. */
final class PartOfJson {

    private PartOfJson() {}

    /** Whether all that is shown is there; objects may have more fields, lists as many elements as are shown. */
    static boolean isIn(Object shown, Object actual) {
        if (shown instanceof JsonObject part && actual instanceof JsonObject whole) {
            return part.stream()
                    .allMatch(field -> whole.containsKey(field.getKey())
                            && isIn(field.getValue(), whole.getValue(field.getKey())));
        }
        if (shown instanceof JsonArray part && actual instanceof JsonArray whole) {
            return part.size() == whole.size() && allIn(part, whole);
        }
        return shown.equals(actual);
    }

    private static boolean allIn(JsonArray part, JsonArray whole) {
        for (int i = 0; i < part.size(); i++) {
            if (!isIn(part.getValue(i), whole.getValue(i))) {
                return false;
            }
        }
        return true;
    }
}
