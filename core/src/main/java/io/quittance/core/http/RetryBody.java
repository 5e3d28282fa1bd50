package io.quittance.core.http;

import com.fasterxml.jackson.databind.JsonNode;
import io.quittance.core.store.DeliveryState;
import io.quittance.core.store.WireNames;
import io.vertx.core.buffer.Buffer;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which deliveries a caller wants to be retried.
 *
 * @param endpoint null: of all endpoints
 */
record RetryBody(@Nullable String endpoint, DeliveryState state) {

    private static final Set<String> KEYS = Set.of("endpoint", "state");
    private static final Set<DeliveryState> RETRIABLE = Set.of(DeliveryState.DEAD, DeliveryState.RETRYING);

    /** The filter in a body; an empty body asks for all that are dead. */
    static RetryBody parse(Buffer bytes) {
        StrictBody body = StrictBody.parse(
                        bytes.length() == 0 ? Buffer.buffer("{}") : bytes, "a JSON object with endpoint and state")
                .only(KEYS);
        JsonNode endpoint = body.node().path("endpoint");
        if (!endpoint.isMissingNode() && !endpoint.isTextual()) {
            body.refuse("endpoint", "endpoint is the id of an endpoint");
        }
        Optional<DeliveryState> state = state(body.node().path("state"));
        if (state.isEmpty()) {
            body.refuse("state", "state is one of dead, retrying");
        }
        body.requireValid();
        return new RetryBody(endpoint.textValue(), state.orElseThrow());
    }

    private static Optional<DeliveryState> state(JsonNode value) {
        return value.isMissingNode()
                ? Optional.of(DeliveryState.DEAD)
                : RETRIABLE.stream()
                        .filter(state -> WireNames.of(state).equals(value.textValue()))
                        .findFirst();
    }
}
