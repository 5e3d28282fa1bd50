package io.quittance.core.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.quittance.core.http.ProblemDocument.InvalidValue;
import io.quittance.core.plugin.StrictJson;
import io.quittance.core.store.DeliveryState;
import io.quittance.core.store.WireNames;
import io.vertx.core.buffer.Buffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which deliveries a caller wants to be retried.
 *
 * @param endpoint null: of all endpoints
 */
record RetryBody(@Nullable String endpoint, DeliveryState state) {

    private static final Set<DeliveryState> RETRIABLE = Set.of(DeliveryState.DEAD, DeliveryState.RETRYING);

    /** The filter in a body; an empty body asks for all that are dead. */
    static RetryBody parse(Buffer bytes) {
        JsonNode body = object(bytes);
        List<InvalidValue> errors = new ArrayList<>();
        body.fieldNames().forEachRemaining(key -> {
            if (!key.equals("endpoint") && !key.equals("state")) {
                errors.add(InvalidValue.inBody(
                        "/" + key.replace("~", "~0").replace("/", "~1"),
                        key + " is unknown; allowed are endpoint, state"));
            }
        });
        JsonNode endpoint = body.path("endpoint");
        if (!endpoint.isMissingNode() && !endpoint.isTextual()) {
            errors.add(InvalidValue.inBody("/endpoint", "endpoint is the id of an endpoint"));
        }
        Optional<DeliveryState> state = state(body.path("state"));
        if (state.isEmpty()) {
            errors.add(InvalidValue.inBody("/state", "state is one of dead, retrying"));
        }
        if (!errors.isEmpty()) {
            throw ProblemException.invalid(errors);
        }
        return new RetryBody(endpoint.textValue(), state.orElseThrow());
    }

    private static Optional<DeliveryState> state(JsonNode value) {
        return value.isMissingNode()
                ? Optional.of(DeliveryState.DEAD)
                : RETRIABLE.stream()
                        .filter(state -> WireNames.of(state).equals(value.textValue()))
                        .findFirst();
    }

    private static JsonNode object(Buffer bytes) {
        try {
            JsonNode body = StrictJson.tree(bytes.length() == 0 ? Buffer.buffer("{}") : bytes);
            if (body.isObject()) {
                return body;
            }
        } catch (JsonProcessingException notJson) {
            throw invalid("is not JSON: " + notJson.getOriginalMessage());
        }
        throw invalid("is not a JSON object with endpoint and state");
    }

    private static ProblemException invalid(String detail) {
        return ProblemException.invalid(List.of(InvalidValue.inBody("", "The body " + detail)));
    }
}
