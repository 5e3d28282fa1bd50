package io.quittance.core.http;

import static java.util.Objects.requireNonNull;

import io.quittance.core.http.ProblemDocument.InvalidValue;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;

/** The id of something, as it is written. */
final class UuidPath {

    private static final Pattern FORMAT =
            Pattern.compile("\\p{XDigit}{8}-\\p{XDigit}{4}-\\p{XDigit}{4}-\\p{XDigit}{4}-\\p{XDigit}{12}");

    private UuidPath() {}

    /** The id that a text is; empty if it is none. */
    static Optional<UUID> parse(String text) {
        return Optional.of(text)
                .filter(given -> FORMAT.matcher(given).matches())
                .map(UUID::fromString);
    }

    /**
     * The id in the path of a request.
     *
     * @param what of which it is, with its article
     */
    static UUID of(RoutingContext context, String what) {
        return parse(requireNonNull(context.pathParam("id")))
                .orElseThrow(() ->
                        ProblemException.invalid(List.of(InvalidValue.parameter("id", "id is the UUID of " + what))));
    }
}
