package io.quittance.core.store;

import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a role may do with a table.
 *
 * @param privileges as SQL writes them: {@code select}, {@code update (outcome, detail)}
 */
record TablePrivileges(String table, String privileges) {

    private static final Pattern PRIVILEGE = Pattern.compile("(?<kind>\\w+)(?: \\((?<columns>[^)]*)\\))?(?:, |$)");

    /** One of them, on the whole table, or on a column of it if that is not empty. */
    record Single(String kind, String table, String column) {

        /** As a person writes it. */
        @Override
        public String toString() {
            return kind + " on " + table + (column.isEmpty() ? "" : "." + column);
        }
    }

    /** The statement that gives them to a role, whose name is quoted. */
    String grantTo(String role) {
        return "grant %s on %s to %s;".formatted(privileges, table, role);
    }

    /** Each by itself. */
    List<Single> singles() {
        return PRIVILEGE.matcher(privileges).results().flatMap(this::singles).collect(Collectors.toList());
    }

    private Stream<Single> singles(MatchResult privilege) {
        String columns = privilege.group(2);
        return Stream.of(columns == null ? new String[] {""} : columns.split(", "))
                .map(column -> new Single(privilege.group(1), table, column));
    }
}
