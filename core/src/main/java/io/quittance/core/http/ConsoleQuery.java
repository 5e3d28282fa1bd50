package io.quittance.core.http;

import io.netty.handler.codec.http.QueryStringEncoder;
import io.vertx.core.MultiMap;
import io.vertx.ext.web.RoutingContext;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A query as forms of pages send it: fields that nobody filled in are empty, and times have neither seconds nor a zone. */
final class ConsoleQuery {

    private static final Pattern LOCAL_TIME = Pattern.compile("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d");
    private static final Pattern LOCAL_SECOND = Pattern.compile("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d");

    private final String path;
    private final Map<String, String> asked = new HashMap<>();

    private ConsoleQuery(String path) {
        this.path = path;
    }

    static ConsoleQuery of(RoutingContext context) {
        return new ConsoleQuery(context.normalizedPath()).with(context.queryParams());
    }

    /** A query that the fields of a form are, but for those of the form itself. */
    static ConsoleQuery ofForm(RoutingContext context, Set<String> ofForm) {
        ConsoleQuery query = new ConsoleQuery(context.normalizedPath())
                .with(context.request().formAttributes());
        query.asked.keySet().removeAll(ofForm);
        return query;
    }

    private ConsoleQuery with(MultiMap parameters) {
        parameters.forEach(parameter -> {
            String value = parameter.getValue().strip();
            if (!value.isEmpty()) {
                asked.put(parameter.getKey(), value);
            }
        });
        return this;
    }

    /** What was asked for, as forms show it. */
    Map<String, String> asked() {
        return Map.copyOf(asked);
    }

    /** The same as the API takes it. */
    MultiMap parameters() {
        MultiMap parameters = MultiMap.caseInsensitiveMultiMap();
        asked.forEach((name, value) -> parameters.add(name, withZone(value)));
        return parameters;
    }

    /** The same of the part of the list that begins at a cursor. */
    @Nullable
    String at(@Nullable String cursor) {
        if (cursor == null) {
            return null;
        }
        QueryStringEncoder query = new QueryStringEncoder(path);
        asked.forEach((name, value) -> {
            if (!name.equals("cursor")) {
                query.addParam(name, value);
            }
        });
        query.addParam("cursor", cursor);
        return query.toString();
    }

    private static String withZone(String value) {
        if (LOCAL_TIME.matcher(value).matches()) {
            return value + ":00Z";
        }
        return LOCAL_SECOND.matcher(value).matches() ? value + "Z" : value;
    }
}
