package io.quittance.core.explain;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The detail of an entry, read leniently: another version may have written it, so anything may be missing or otherwise. */
record Detail(JsonObject json) {

    /** Nothing. */
    static final Detail NONE = new Detail(new JsonObject());

    @Nullable
    String text(String name) {
        Object value = json.getValue(name);
        return value == null || value instanceof JsonObject || value instanceof JsonArray ? null : value.toString();
    }

    String text(String name, String otherwise) {
        String text = text(name);
        return text == null ? otherwise : text;
    }

    /** A number; 0 if there is none. */
    long number(String name) {
        return json.getValue(name) instanceof Number number ? number.longValue() : 0;
    }

    /** What is within; nothing if there is nothing. */
    Detail within(String name) {
        return json.getValue(name) instanceof JsonObject object ? new Detail(object) : NONE;
    }

    List<Detail> each(String name) {
        return json.getValue(name) instanceof JsonArray array
                ? array.stream()
                        .filter(JsonObject.class::isInstance)
                        .map(element -> new Detail((JsonObject) element))
                        .toList()
                : List.of();
    }

    boolean isEmpty() {
        return json.isEmpty();
    }

    /** All that is known, for what nobody has words for. */
    String all() {
        return json.fieldNames().stream()
                .filter(name -> text(name) != null)
                .map(name -> name.replace('_', ' ') + ": " + text(name))
                .collect(Collectors.joining(", "));
    }
}
