package io.quittance.core.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.quittance.core.http.ProblemDocument.InvalidValue;
import io.quittance.core.plugin.StrictJson;
import io.quittance.core.store.CaseAction;
import io.vertx.core.buffer.Buffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What an operator decides about a case.
 *
 * @param note why, without the blanks around it
 */
record ResolutionBody(CaseAction action, String note) {

    private static final Set<String> KEYS = Set.of("action", "note");
    private static final int MAX_NOTE = 1_000;

    /** The decision in a body; without an action the case is dismissed. */
    static ResolutionBody parse(Buffer bytes) {
        JsonNode body = object(bytes);
        List<InvalidValue> errors = new ArrayList<>();
        body.fieldNames().forEachRemaining(key -> {
            if (!KEYS.contains(key)) {
                errors.add(InvalidValue.inBody(
                        "/" + key.replace("~", "~0").replace("/", "~1"),
                        key + " is unknown; allowed are action, note"));
            }
        });
        Optional<CaseAction> action = action(body.path("action"));
        if (action.isEmpty()) {
            errors.add(InvalidValue.inBody("/action", "action is one of dismiss, accept"));
        }
        Optional<String> note = Optional.ofNullable(body.path("note").textValue())
                .map(String::strip)
                .filter(text -> !text.isEmpty() && text.length() <= MAX_NOTE && text.indexOf('\0') < 0);
        if (note.isEmpty()) {
            errors.add(InvalidValue.inBody("/note", "note says why, in 1 to " + MAX_NOTE + " characters"));
        }
        if (!errors.isEmpty()) {
            throw ProblemException.invalid(errors);
        }
        return new ResolutionBody(action.orElseThrow(), note.orElseThrow());
    }

    private static Optional<CaseAction> action(JsonNode value) {
        return value.isMissingNode()
                ? Optional.of(CaseAction.DISMISS)
                : Stream.of(CaseAction.values())
                        .filter(action -> action.wireName().equals(value.textValue()))
                        .findFirst();
    }

    private static JsonNode object(Buffer bytes) {
        try {
            JsonNode body = StrictJson.tree(bytes);
            if (body.isObject()) {
                return body;
            }
        } catch (JsonProcessingException notJson) {
            throw invalid("is not JSON: " + notJson.getOriginalMessage());
        }
        throw invalid("is not a JSON object with note and action");
    }

    private static ProblemException invalid(String detail) {
        return ProblemException.invalid(List.of(InvalidValue.inBody("", "The body " + detail)));
    }
}
