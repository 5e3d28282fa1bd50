package io.quittance.provider.secuconnect.simulator;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A search as the parameter {@code q} writes it: conditions joined by AND, of the form {@code property:value},
 * {@code property:"value"} or, for times, {@code property:[min TO max]}.
 *
 * @param conditions all of which must hold
 */
record SearchQuery(List<Condition> conditions) {

    private static final Pattern EQUAL = Pattern.compile("([A-Za-z_.]+):([^\\s\"\\[]+)");
    private static final Pattern EQUAL_QUOTED = Pattern.compile("([A-Za-z_.]+):\"((?:[^\"\\\\]|\\\\.)*)\"");
    private static final Pattern RANGE = Pattern.compile("([A-Za-z_.]+):\\[(\\S+) TO (\\S+)]");
    private static final String OPEN = "*";

    /** What something must be to be found. */
    sealed interface Condition {

        String property();

        boolean holds(Properties subject);
    }

    /** A property that has this value, or one of several. */
    record Equal(String property, String value) implements Condition {

        @Override
        public boolean holds(Properties subject) {
            return subject.values(property).anyMatch(value::equals);
        }
    }

    /** A time from one moment to another, both inclusive. */
    record Between(String property, Instant min, Instant max) implements Condition {

        @Override
        public boolean holds(Properties subject) {
            return subject.time(property)
                    .filter(time -> !time.isBefore(min) && !time.isAfter(max))
                    .isPresent();
        }
    }

    /** What is searched. */
    interface Properties {

        /** What a property is; several values if it is a list, none if there is no such property. */
        Stream<String> values(String property);

        /** What a property is that is a time. */
        Optional<Instant> time(String property);
    }

    SearchQuery {
        conditions = List.copyOf(conditions);
    }

    /** Reads a search; empty if it cannot be read. */
    static Optional<SearchQuery> parse(String q) {
        List<Condition> conditions = new ArrayList<>();
        for (String part : q.trim().split("\\s+AND\\s+", 0)) {
            Optional<Condition> condition = condition(part);
            if (condition.isEmpty() && !part.isEmpty()) {
                return Optional.empty();
            }
            condition.ifPresent(conditions::add);
        }
        return Optional.of(new SearchQuery(conditions));
    }

    boolean matches(Properties subject) {
        return conditions.stream().allMatch(condition -> condition.holds(subject));
    }

    /** What a property must equal, if that is asked. */
    Optional<String> wanted(String property) {
        return conditions.stream()
                .filter(Equal.class::isInstance)
                .map(Equal.class::cast)
                .filter(equal -> equal.property().equals(property))
                .map(Equal::value)
                .findFirst();
    }

    private static Optional<Condition> condition(String part) {
        Matcher quoted = EQUAL_QUOTED.matcher(part);
        if (quoted.matches()) {
            return Optional.of(new Equal(quoted.group(1), quoted.group(2).replaceAll("\\\\(.)", "$1")));
        }
        Matcher range = RANGE.matcher(part);
        if (range.matches()) {
            return bound(range.group(2), Instant.MIN)
                    .flatMap(min ->
                            bound(range.group(3), Instant.MAX).map(max -> new Between(range.group(1), min, max)));
        }
        Matcher plain = EQUAL.matcher(part);
        return plain.matches() ? Optional.of(new Equal(plain.group(1), plain.group(2))) : Optional.empty();
    }

    private static Optional<Instant> bound(String text, Instant open) {
        return text.equals(OPEN) ? Optional.of(open) : GermanTime.parse(text);
    }
}
