package io.quittance.provider.smart2pay;

import io.quittance.spi.ProviderException;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.math.BigInteger;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * An object on the wire whose ids and amounts come as text or as numbers, depending on the field and on the age of the
 * sender. What cannot be read fails with words that name the field and not its value.
 *
 * @param json the object; not to be changed
 * @param path where it is in the notification, for example {@code Payment.Status}
 */
record LenientJson(JsonObject json, String path) {

    private static final Pattern IDENTIFIER = Pattern.compile("[0-9A-Za-z_-]{1,50}");
    private static final Pattern AMOUNT = Pattern.compile("[0-9]{1,12}");

    /** The object in a field; an empty one if there is none. */
    LenientJson object(String field) {
        JsonObject inner = json.getValue(field) instanceof JsonObject object ? object : new JsonObject();
        return new LenientJson(inner, at(field));
    }

    /** The objects in a field's array; none if there is no array. */
    List<LenientJson> objects(String field) {
        JsonArray array = json.getValue(field) instanceof JsonArray inner ? inner : new JsonArray();
        return array.stream()
                .filter(JsonObject.class::isInstance)
                .map(object -> new LenientJson((JsonObject) object, at(field)))
                .toList();
    }

    /** Text or a whole number, as text; empty if absent, null or empty. */
    Optional<String> text(String field) {
        Object value = json.getValue(field);
        if (value == null || "".equals(value)) {
            return Optional.empty();
        }
        if (value instanceof String || isWhole(value)) {
            return Optional.of(value.toString());
        }
        throw unreadable(field, "text or a whole number");
    }

    /** An id that must be there. */
    String identifier(String field) {
        return text(field)
                .filter(LenientJson::isIdentifier)
                .orElseThrow(() -> unreadable(field, "an id of 1 to 50 letters, digits, dashes and underscores"));
    }

    /** An id to name the object by in words for people. */
    String nameBy(String field) {
        String id = raw(field);
        return id != null && isIdentifier(id) ? id : "without a readable " + field;
    }

    /** A count of money: digits only, without sign, fraction and exponent; null if absent or null. */
    @Nullable
    Long amount(String field) {
        Object value = json.getValue(field);
        if (value == null) {
            return null;
        }
        boolean written = value instanceof String || isWhole(value);
        if (!written || !AMOUNT.matcher(value.toString()).matches()) {
            throw unreadable(field, "an amount of 1 to 12 digits");
        }
        return Long.valueOf(value.toString());
    }

    /** Whether there is such a field, if only with null. */
    boolean has(String field) {
        return json.containsKey(field);
    }

    /** Whatever the field holds, as text that is equal for {@code 100} and {@code "100"}; null if absent or null. */
    @Nullable
    String raw(String field) {
        Object value = json.getValue(field);
        return value == null ? null : value.toString();
    }

    private String at(String field) {
        return path.isEmpty() ? field : path + "." + field;
    }

    private static boolean isIdentifier(String text) {
        return IDENTIFIER.matcher(text).matches();
    }

    private static boolean isWhole(Object value) {
        return value instanceof Integer || value instanceof Long || value instanceof BigInteger;
    }

    private ProviderException unreadable(String field, String expected) {
        return ProviderException.permanent(at(field) + ": expected is " + expected);
    }
}
