package io.quittance.core.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.Iterator;
import java.util.Optional;

/** What a merchant may attach to an order: an object that Postgres can keep as it is. */
final class Metadata {

    private static final int MAX_BYTES = 16 * 1024;
    private static final int MAX_SCALE = 100;

    private Metadata() {}

    /** What is wrong with it, in words; empty if it is fine. */
    static Optional<String> problem(JsonNode value) {
        if (!value.isObject()) {
            return Optional.of("is an object");
        }
        if (value.toString().getBytes(UTF_8).length > MAX_BYTES) {
            return Optional.of("has at most " + MAX_BYTES + " bytes");
        }
        if (!isStorable(value)) {
            return Optional.of("has no NUL characters, and no number beyond 1e" + MAX_SCALE + " or with more decimals");
        }
        return Optional.empty();
    }

    private static boolean isStorable(JsonNode value) {
        if (value.isTextual()) {
            return isStorable(value.textValue());
        }
        if (value.isNumber()) {
            return isStorable(value.decimalValue());
        }
        return allStorable(value.fieldNames()) && allElementsStorable(value.elements());
    }

    private static boolean allStorable(Iterator<String> names) {
        boolean storable = true;
        while (names.hasNext()) {
            storable &= isStorable(names.next());
        }
        return storable;
    }

    private static boolean allElementsStorable(Iterator<JsonNode> elements) {
        boolean storable = true;
        while (elements.hasNext()) {
            storable &= isStorable(elements.next());
        }
        return storable;
    }

    private static boolean isStorable(String text) {
        return text.indexOf('\0') < 0;
    }

    private static boolean isStorable(BigDecimal number) {
        return Math.abs(number.scale()) <= MAX_SCALE;
    }
}
