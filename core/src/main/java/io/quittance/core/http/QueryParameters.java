package io.quittance.core.http;

import io.quittance.core.http.ProblemDocument.InvalidValue;
import io.quittance.core.store.Cursor;
import io.quittance.core.store.WireNames;
import io.vertx.core.MultiMap;
import io.vertx.ext.web.RoutingContext;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The parameters of a query, read strictly. Collects all that is wrong, until {@link #requireValid} tells it. */
final class QueryParameters {

    /** What a cursor is, in words. */
    static final String CURSOR = "the \"next\" of an earlier page";

    private static final int MAX_LENGTH = 200;
    private static final Pattern NUMBER = Pattern.compile("\\d{1,9}");

    private final MultiMap values;
    private final List<InvalidValue> errors = new ArrayList<>();

    private QueryParameters(MultiMap values) {
        this.values = values;
    }

    /** The parameters of a request; others than the allowed ones are wrong. */
    static QueryParameters of(RoutingContext context, Set<String> allowed) {
        return of(context.queryParams(), allowed);
    }

    /** These parameters; others than the allowed ones are wrong. */
    static QueryParameters of(MultiMap values, Set<String> allowed) {
        QueryParameters parameters = new QueryParameters(values);
        parameters.values.names().stream()
                .filter(name -> !allowed.contains(name))
                .forEach(name -> parameters.refuse(name, "is not a parameter here; there are " + sorted(allowed)));
        return parameters;
    }

    /** A parameter as text; null if it is not given. */
    @Nullable
    String text(String name) {
        List<String> given = values.getAll(name);
        if (given.isEmpty()) {
            return null;
        }
        String text = given.get(0);
        if (given.size() > 1) {
            return refuse(name, "is given more than once");
        }
        if (text.isEmpty() || text.length() > MAX_LENGTH || text.chars().anyMatch(Character::isISOControl)) {
            return refuse(name, "has 1 to " + MAX_LENGTH + " characters and no control characters");
        }
        return text;
    }

    /** A parameter that is the name of a constant in lower case; null if it is not given. */
    <E extends Enum<E>> @Nullable E oneOf(String name, E[] constants) {
        String allowed = Stream.of(constants).map(WireNames::of).collect(Collectors.joining(", "));
        return read(
                name,
                "one of " + allowed,
                text -> Stream.of(constants)
                        .filter(constant -> WireNames.of(constant).equals(text))
                        .findFirst());
    }

    /** A parameter that is a time; null if it is not given. */
    @Nullable
    Instant instant(String name) {
        return read(name, Timestamps.ALLOWED, Timestamps::parse);
    }

    /** A parameter that is a cursor; null if it is not given. */
    @Nullable
    Cursor cursor(String name) {
        return read(name, CURSOR, Cursor::parse);
    }

    /** How long a page is. */
    int limit(int usual, int most) {
        return number("limit", 1, most, usual);
    }

    /** A parameter that is a whole number within bounds. */
    int number(String name, int least, int most, int usual) {
        Integer number = read(
                name,
                "a number from " + least + " to " + most,
                text -> Optional.of(text)
                        .filter(digits -> NUMBER.matcher(digits).matches())
                        .map(Integer::valueOf)
                        .filter(value -> value >= least && value <= most));
        return number == null ? usual : number;
    }

    /** Refuses the request if anything was wrong. */
    void requireValid() {
        if (!errors.isEmpty()) {
            throw ProblemException.invalid(errors);
        }
    }

    /**
     * A parameter that a function reads; null if it is not given.
     *
     * @param allowed what may stand there, in words
     * @param parser empty for anything else
     */
    <T> @Nullable T read(String name, String allowed, Function<String, Optional<T>> parser) {
        String text = text(name);
        if (text == null) {
            return null;
        }
        Optional<T> value = parser.apply(text);
        return value.isPresent() ? value.get() : refuse(name, "is " + allowed);
    }

    private <T> @Nullable T refuse(String name, String detail) {
        errors.add(InvalidValue.parameter(name, name + " " + detail));
        return null;
    }

    private static String sorted(Set<String> names) {
        return String.join(", ", new TreeSet<>(names));
    }
}
