package io.quittance.core.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.quittance.core.http.ProblemDocument.InvalidValue;
import io.quittance.core.plugin.StrictJson;
import io.quittance.core.store.WireNames;
import io.vertx.core.buffer.Buffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A JSON object that a caller sent, read strictly. Collects all that is wrong, until {@link #requireValid} tells it. */
final class StrictBody {

    private static final int MAX_LENGTH = 200;

    private final JsonNode object;
    private final String at;
    private final List<InvalidValue> errors;

    private StrictBody(JsonNode object, String at, List<InvalidValue> errors) {
        this.object = object;
        this.at = at;
        this.errors = errors;
    }

    /**
     * The object that a body is.
     *
     * @param described what it should be, for whoever sent something else
     * @throws ProblemException if it is something else
     */
    static StrictBody parse(Buffer bytes, String described) {
        try {
            JsonNode body = StrictJson.tree(bytes);
            if (body.isObject()) {
                return new StrictBody(body, "", new ArrayList<>());
            }
        } catch (JsonProcessingException notJson) {
            throw invalid("is not JSON: " + notJson.getOriginalMessage());
        }
        throw invalid("is not " + described);
    }

    /** An object in it, which must be there. */
    StrictBody object(String key, String allowed) {
        JsonNode value = object.path(key);
        if (!value.isObject()) {
            refuse(key, allowed);
        }
        return new StrictBody(value, at + "/" + key, errors);
    }

    /** Refuses all other keys. */
    StrictBody only(Set<String> keys) {
        object.fieldNames().forEachRemaining(key -> {
            if (!keys.contains(key)) {
                String escaped = key.replace("~", "~0").replace("/", "~1");
                refuse(escaped, key + " is unknown; allowed are " + String.join(", ", new TreeSet<>(keys)));
            }
        });
        return this;
    }

    /** True or false; false if it is not given. */
    boolean flag(String key) {
        JsonNode value = object.path(key);
        if (!value.isMissingNode() && !value.isBoolean()) {
            refuse(key, key + " is true or false");
        }
        return value.booleanValue();
    }

    /** A short text; null if it is not given. */
    @Nullable
    String text(String key) {
        return read(
                key,
                "a text of 1 to " + MAX_LENGTH + " characters without control characters",
                text -> Optional.of(text)
                        .filter(given -> !given.isEmpty() && given.length() <= MAX_LENGTH)
                        .filter(given -> given.chars().noneMatch(Character::isISOControl)));
    }

    /** The name of a constant in lower case; null if it is not given. */
    <E extends Enum<E>> @Nullable E oneOf(String key, E[] constants) {
        String allowed = Stream.of(constants).map(WireNames::of).collect(Collectors.joining(", "));
        return read(
                key,
                "one of " + allowed,
                text -> Stream.of(constants)
                        .filter(constant -> WireNames.of(constant).equals(text))
                        .findFirst());
    }

    /** A text that a parser takes; null if it is not given, or wrong. */
    <T> @Nullable T read(String key, String allowed, Function<String, Optional<T>> parser) {
        JsonNode value = object.path(key);
        if (value.isMissingNode() || value.isNull()) {
            return null;
        }
        Optional<T> parsed = Optional.ofNullable(value.textValue()).flatMap(parser);
        if (parsed.isEmpty()) {
            refuse(key, key + " is " + allowed);
        }
        return parsed.orElse(null);
    }

    /** Notes that a value is wrong. */
    void refuse(String key, String detail) {
        errors.add(InvalidValue.inBody(at + "/" + key, detail));
    }

    /**
     * Ends the reading.
     *
     * @throws ProblemException if anything is wrong
     */
    void requireValid() {
        if (!errors.isEmpty()) {
            throw ProblemException.invalid(errors);
        }
    }

    /** The object as it is. */
    JsonNode node() {
        return object;
    }

    private static ProblemException invalid(String detail) {
        return ProblemException.invalid(List.of(InvalidValue.inBody("", "The body " + detail)));
    }
}
