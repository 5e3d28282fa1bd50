package io.quittance.core.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.quittance.core.http.ProblemDocument.InvalidValue;
import io.quittance.core.plugin.StrictJson;
import io.quittance.core.store.CaseKind;
import io.quittance.core.store.NotificationFilter;
import io.quittance.core.store.NotificationState;
import io.quittance.core.store.ReplayFilter;
import io.quittance.core.store.WireNames;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The body of a request for a replay, read strictly: everything that is wrong is told at once. */
final class ReplayBody {

    private static final Set<String> KEYS = Set.of("filter", "dryRun");
    private static final Set<String> FILTERS =
            Set.of("notification", "merchant", "account", "state", "subject", "kind", "order", "case", "from", "to");
    private static final int MAX_LENGTH = 200;

    private final JsonNode filter;
    private final List<InvalidValue> errors = new ArrayList<>();

    private ReplayBody(JsonNode filter) {
        this.filter = filter;
    }

    /**
     * What is asked for.
     *
     * @param described the filter, for the books
     */
    record Asked(ReplayFilter filter, boolean dryRun, JsonObject described) {}

    /**
     * What a body asks for.
     *
     * @param running the accounts that run
     * @throws ProblemException if anything is wrong, or not the caller's to change
     */
    static Asked parse(Buffer bytes, Caller caller, Set<String> running) {
        JsonNode body = object(bytes);
        ReplayBody read = new ReplayBody(body.path("filter"));
        read.refuseUnknown(body, "", KEYS);
        if (!read.filter.isObject()) {
            read.refuse("/filter", "filter is an object; {} chooses every notification");
        }
        read.refuseUnknown(read.filter, "/filter", FILTERS);
        JsonNode dryRun = body.path("dryRun");
        if (!dryRun.isMissingNode() && !dryRun.isBoolean()) {
            read.refuse("/dryRun", "dryRun is true or false");
        }
        ReplayFilter filter = read.filter(caller, running);
        if (!read.errors.isEmpty()) {
            throw ProblemException.invalid(read.errors);
        }
        return new Asked(filter, dryRun.booleanValue(), new JsonObject(StrictJson.toMap(read.filter)));
    }

    private ReplayFilter filter(Caller caller, Set<String> running) {
        String merchant = text("merchant");
        if (merchant != null) {
            caller.requireWrite(merchant);
        }
        NotificationFilter notifications = new NotificationFilter(
                caller.merchant() == null ? merchant : caller.merchant(),
                text("account"),
                oneOf("state", NotificationState.values()),
                text("subject"),
                text("kind"),
                text("order"),
                time("from"),
                time("to"),
                null,
                0);
        return new ReplayFilter(notifications, id(), oneOf("case", CaseKind.values()), running);
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
        throw invalid("is not a JSON object with a filter");
    }

    private static ProblemException invalid(String detail) {
        return ProblemException.invalid(List.of(InvalidValue.inBody("", "The body " + detail)));
    }

    private void refuseUnknown(JsonNode object, String at, Set<String> allowed) {
        object.fieldNames().forEachRemaining(key -> {
            if (!allowed.contains(key)) {
                String escaped = key.replace("~", "~0").replace("/", "~1");
                refuse(
                        at + "/" + escaped,
                        key + " is unknown; allowed are " + String.join(", ", new TreeSet<>(allowed)));
            }
        });
    }

    private @Nullable String text(String key) {
        return read(
                key,
                "a text of 1 to " + MAX_LENGTH + " characters without control characters",
                text -> Optional.of(text)
                        .filter(given -> !given.isEmpty() && given.length() <= MAX_LENGTH)
                        .filter(given -> given.chars().noneMatch(Character::isISOControl)));
    }

    private @Nullable Instant time(String key) {
        return read(key, Timestamps.ALLOWED, Timestamps::parse);
    }

    private @Nullable UUID id() {
        return read("notification", "the UUID of a notification", UuidPath::parse);
    }

    private <E extends Enum<E>> @Nullable E oneOf(String key, E[] constants) {
        String allowed = Stream.of(constants).map(WireNames::of).collect(Collectors.joining(", "));
        return read(
                key,
                "one of " + allowed,
                text -> Stream.of(constants)
                        .filter(constant -> WireNames.of(constant).equals(text))
                        .findFirst());
    }

    private <T> @Nullable T read(String key, String allowed, Function<String, Optional<T>> parser) {
        JsonNode value = filter.path(key);
        if (value.isMissingNode() || value.isNull()) {
            return null;
        }
        Optional<T> parsed = Optional.ofNullable(value.textValue()).flatMap(parser);
        if (parsed.isEmpty()) {
            refuse("/filter/" + key, key + " is " + allowed);
        }
        return parsed.orElse(null);
    }

    private void refuse(String pointer, String detail) {
        errors.add(InvalidValue.inBody(pointer, detail));
    }
}
