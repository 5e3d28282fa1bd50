package io.quittance.core.config;

import io.vertx.core.json.JsonObject;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Finds entries of a list that share what each must have for itself. */
final class Uniqueness {

    private Uniqueness() {}

    /** Adds a problem at the key of each entry but the first that has a value. */
    static void check(List<JsonObject> entries, String listPointer, String key, Problems problems) {
        Map<String, String> owners = new HashMap<>();
        for (int i = 0; i < entries.size(); i++) {
            String entry = Pointers.child(listPointer, i);
            String pointer = Pointers.child(entry, key);
            String value = Lenient.text(entries.get(i), key);
            if (value == null || problems.isTouched(pointer)) {
                continue;
            }
            String owner = owners.putIfAbsent(value, entry);
            if (owner != null) {
                problems.add(pointer, "is also the " + key + " of " + owner + "; each needs its own");
            }
        }
    }
}
