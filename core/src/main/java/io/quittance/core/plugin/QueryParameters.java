package io.quittance.core.plugin;

import io.netty.handler.codec.http.QueryStringDecoder;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The parameters of a query that anyone may have written. Pure. */
final class QueryParameters {

    private QueryParameters() {}

    /**
     * All values of a parameter, decoded, in their order. A value whose percent-encoding is malformed is there, but empty: a
     * signature that cannot be read is a wrong one, and not none. Only {@code &} separates parameters.
     *
     * @param query as it was sent, still encoded, without the question mark
     */
    static List<String> values(String query, String name) {
        return Arrays.stream(query.split("&"))
                .map(parameter -> parameter.split("=", 2))
                .filter(parameter -> decoded(parameter[0]).filter(name::equals).isPresent())
                .map(parameter ->
                        parameter.length == 1 ? "" : decoded(parameter[1]).orElse(""))
                .toList();
    }

    private static Optional<String> decoded(String component) {
        try {
            return Optional.of(QueryStringDecoder.decodeComponent(component));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
