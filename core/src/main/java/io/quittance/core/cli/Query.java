package io.quittance.core.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLEncoder;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A path of the management API with parameters. */
final class Query {

    private final String path;
    private final Map<String, String> parameters = new LinkedHashMap<>();

    private Query(String path) {
        this.path = path;
    }

    /** Of a path whose parts are taken as they are. */
    static Query of(String first, String... parts) {
        StringBuilder path = new StringBuilder(first);
        for (String part : parts) {
            path.append('/').append(encoded(part));
        }
        return new Query(path.toString());
    }

    /** With a parameter; null: without it. */
    Query with(String name, @Nullable Object value) {
        if (value != null) {
            parameters.put(name, value.toString());
        }
        return this;
    }

    /** As it is sent. */
    @Override
    public String toString() {
        return parameters.isEmpty()
                ? path
                : path
                        + parameters.entrySet().stream()
                                .map(one -> one.getKey() + "=" + encoded(one.getValue()))
                                .collect(Collectors.joining("&", "?", ""));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, UTF_8).replace("+", "%20");
    }
}
