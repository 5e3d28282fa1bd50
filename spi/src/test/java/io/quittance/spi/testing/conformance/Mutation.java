package io.quittance.spi.testing.conformance;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * A recorded object with one change.
 *
 * @param what the change, in words
 * @param body the object with it
 */
record Mutation(String what, Buffer body) {

    /** Stands for a field that a provider may add one day. */
    static final String STRANGE_NAME = "conformanceUnknownName";

    private static final List<Object> OTHERS =
            List.of("", "0", "x".repeat(2_000), 0, -1, 1.5, true, new JsonArray(), new JsonObject());

    /** What is done to the member of an object. */
    private record Step(String what, Consumer<JsonObject> change) {}

    /** Each field left out, and of another type; each object with one more field. */
    static Stream<Mutation> ofShape(JsonObject original) {
        return each(original, Mutation::shapes);
    }

    /** Each text, and each name of an object, that a provider may choose freely one day. */
    static Stream<Mutation> ofWords(JsonObject original) {
        return each(original, (object, name) -> {
            List<Step> steps = new ArrayList<>();
            if (object.getValue(name) instanceof String) {
                steps.add(new Step("= " + STRANGE_NAME, changed -> changed.put(name, STRANGE_NAME)));
            }
            steps.add(
                    new Step("renamed to " + STRANGE_NAME, changed -> changed.put(STRANGE_NAME, changed.remove(name))));
            return steps;
        });
    }

    /** Each number, also one in a text, as one that is no amount. */
    static Stream<Mutation> ofNumbers(JsonObject original) {
        return each(original, (object, name) -> {
            Object value = object.getValue(name);
            String digits = String.valueOf(value);
            boolean isText = value instanceof String;
            if (!digits.matches("[0-9]{1,12}") || !(isText || value instanceof Number)) {
                return List.of();
            }
            List<Step> steps = new ArrayList<>();
            for (String written : List.of(digits + "0.5", "18446744073709551616" + digits, "-" + digits + "0")) {
                Object mutant = isText ? written : new BigDecimal(written);
                steps.add(new Step("= " + written, changed -> changed.put(name, mutant)));
            }
            return steps;
        });
    }

    private static List<Step> shapes(JsonObject object, String name) {
        List<Step> steps = new ArrayList<>();
        steps.add(new Step("left out", changed -> changed.remove(name)));
        steps.add(new Step("= null", changed -> changed.putNull(name)));
        OTHERS.forEach(other -> steps.add(
                new Step("= " + Words.shortened(String.valueOf(other)), changed -> changed.put(name, other))));
        steps.add(new Step("with a field beside it", changed -> changed.put(STRANGE_NAME, Leak.MARKER)));
        return steps;
    }

    private interface Steps {
        List<Step> of(JsonObject object, String name);
    }

    private static Stream<Mutation> each(JsonObject original, Steps steps) {
        List<Mutation> mutations = new ArrayList<>();
        walk(original, original, "", steps, mutations, new ArrayList<>());
        return mutations.stream();
    }

    private static void walk(
            JsonObject original, Object at, String pointer, Steps steps, List<Mutation> mutations, List<Object> path) {
        if (at instanceof JsonObject object) {
            for (String name : object.fieldNames()) {
                steps.of(object, name).forEach(step -> {
                    JsonObject copy = original.copy();
                    step.change().accept((JsonObject) find(copy, path));
                    mutations.add(new Mutation(pointer + "/" + name + " " + step.what(), copy.toBuffer()));
                });
                walk(original, object.getValue(name), pointer + "/" + name, steps, mutations, longer(path, name));
            }
        } else if (at instanceof JsonArray array) {
            for (int i = 0; i < array.size(); i++) {
                walk(original, array.getValue(i), pointer + "/" + i, steps, mutations, longer(path, i));
            }
        }
    }

    private static List<Object> longer(List<Object> path, Object step) {
        List<Object> longer = new ArrayList<>(path);
        longer.add(step);
        return longer;
    }

    private static Object find(Object root, List<Object> path) {
        Object found = root;
        for (Object step : path) {
            found = found instanceof JsonObject object
                    ? object.getValue((String) step)
                    : ((JsonArray) found).getValue((int) step);
        }
        return found;
    }
}
