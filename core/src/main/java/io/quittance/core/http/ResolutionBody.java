package io.quittance.core.http;

import com.fasterxml.jackson.databind.JsonNode;
import io.quittance.core.store.CaseAction;
import io.vertx.core.buffer.Buffer;
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
        StrictBody body =
                StrictBody.parse(bytes, "a JSON object with note and action").only(KEYS);
        Optional<CaseAction> action = action(body.node().path("action"));
        if (action.isEmpty()) {
            body.refuse("action", "action is one of dismiss, accept");
        }
        Optional<String> note = Optional.ofNullable(body.node().path("note").textValue())
                .map(String::strip)
                .filter(text -> !text.isEmpty() && text.length() <= MAX_NOTE && text.indexOf('\0') < 0);
        if (note.isEmpty()) {
            body.refuse("note", "note says why, in 1 to " + MAX_NOTE + " characters");
        }
        body.requireValid();
        return new ResolutionBody(action.orElseThrow(), note.orElseThrow());
    }

    private static Optional<CaseAction> action(JsonNode value) {
        return value.isMissingNode()
                ? Optional.of(CaseAction.DISMISS)
                : Stream.of(CaseAction.values())
                        .filter(action -> action.wireName().equals(value.textValue()))
                        .findFirst();
    }
}
