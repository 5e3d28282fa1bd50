package io.quittance.core.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * What of Postgres the statements use beyond the common standard: exactly what {@code docs/scaling.md} lists, with where it is to be
 * had. So nothing creeps in that a distributed database lacks.
 */
class PostgresFeaturesTest {

    private static final Path SOURCES = Path.of("src/main/java/io/quittance/core/store");
    private static final Path MIGRATIONS = Path.of("src/main/resources", Migrations.LOCATION);
    private static final Path DOCUMENT = Path.of("../docs/scaling.md");

    private static final Pattern LITERAL =
            Pattern.compile("\"\"\"(.*?)\"\"\"|\"((?:[^\"\\\\]|\\\\.)*)\"", Pattern.DOTALL);
    private static final Pattern ROW = Pattern.compile("^\\| `([^`]+)` \\|", Pattern.MULTILINE);

    /** What to look for, by the names that the document has for it; not all of it is used. */
    private static final Map<String, String> WATCHED = new LinkedHashMap<>();

    static {
        WATCHED.put("advisory locks", "pg_(try_)?advisory_\\w+");
        WATCHED.put("session advisory locks", "pg_(try_)?advisory_(lock|unlock)\\w*");
        WATCHED.put("notify", "\\b(notify|listen) (\\w|$)");
        WATCHED.put("skip locked", "skip locked");
        WATCHED.put("nowait", "\\bnowait\\b");
        WATCHED.put("row locks", "for (no key )?update|for (key )?share");
        WATCHED.put("table locks", "\\block table\\b");
        WATCHED.put("unnest of several arrays", "unnest\\(");
        WATCHED.put("lateral", "\\blateral\\b");
        WATCHED.put("on conflict", "\\bon conflict\\b");
        WATCHED.put("merge", "\\bmerge into\\b");
        WATCHED.put("returning", "\\breturning\\b");
        WATCHED.put("writing with", "\\w+ as \\( ?(insert|update|delete) ");
        WATCHED.put("materialized with", "as (not )?materialized \\(");
        WATCHED.put("recursive with", "\\bwith recursive\\b");
        WATCHED.put("distinct on", "\\bdistinct on\\b");
        WATCHED.put("window functions", "\\bover \\(");
        WATCHED.put("jsonb", "\\bjsonb");
        WATCHED.put("jsonpath", "jsonb_path|@@|@\\?");
        WATCHED.put("sequences", "\\bnextval\\(|create sequence");
        WATCHED.put("identity columns", "generated (always|by default)|\\b(big)?serial\\b");
        WATCHED.put("range partitions", "partition by range|partition of");
        WATCHED.put("other partitions", "partition by (list|hash)");
        WATCHED.put("partial indexes", "create (unique )?index [^;]* where ");
        WATCHED.put("other index methods", "using (gin|gist|brin|hash|spgist)\\b");
        WATCHED.put("fill factor", "fillfactor");
        WATCHED.put("collation C", "collate \"c\"");
        WATCHED.put("end of sessions", "pg_terminate_backend|pg_cancel_backend");
        WATCHED.put("local settings", "\\bset_config\\(|\\bset local\\b");
        WATCHED.put("row addresses", "\\bctid\\b|\\bxmin\\b|\\bxmax\\b");
        WATCHED.put("transaction ids", "txid_|pg_snapshot|pg_current_xact|pg_current_wal");
        WATCHED.put("foreign keys", "\\breferences \\w+|foreign key");
        WATCHED.put("triggers", "\\btrigger\\b");
        WATCHED.put("functions of our own", "create (or replace )?(function|procedure)");
        WATCHED.put("blocks", "\\bdo \\$");
        WATCHED.put("extensions", "create extension");
        WATCHED.put("unlogged tables", "\\bunlogged\\b");
        WATCHED.put("temporary tables", "create (temp|temporary) ");
        WATCHED.put("materialized views", "materialized view");
        WATCHED.put("exclusion constraints", "\\bexclude using\\b");
        WATCHED.put("domains and types", "create (domain|type)\\b");
        WATCHED.put("copy", "\\bcopy \\w+ (from|to)\\b");
        WATCHED.put("full text search", "tsvector|tsquery");
        WATCHED.put("sampling", "\\btablesample\\b");
        WATCHED.put("row security", "row level security|create policy");
        WATCHED.put("cursors", "\\bdeclare \\w+ cursor");
        WATCHED.put("two-phase commit", "prepare transaction");
    }

    @Test
    void shouldUseExactlyWhatIsDocumented() throws IOException {
        Map<String, Set<String>> used = new LinkedHashMap<>();
        for (Map.Entry<String, String> file : statements().entrySet()) {
            WATCHED.forEach((feature, pattern) -> {
                if (Pattern.compile(pattern).matcher(file.getValue()).find()) {
                    used.computeIfAbsent(feature, first -> new TreeSet<>()).add(file.getKey());
                }
            });
        }

        assertThat(used.keySet()).as("where each is used: " + used).containsExactlyInAnyOrderElementsOf(documented());
    }

    private static List<String> documented() throws IOException {
        String text = Files.readString(DOCUMENT);
        String table = text.substring(text.indexOf("<!-- features -->"), text.indexOf("<!-- end of features -->"));
        return ROW.matcher(table).results().map(row -> row.group(1)).toList();
    }

    /** By file, with one blank between words, in lower case. */
    private static Map<String, String> statements() throws IOException {
        Map<String, String> statements = new LinkedHashMap<>();
        for (Path file : files(SOURCES, ".java")) {
            statements.put(name(file), normal(literals(Files.readString(file))));
        }
        assertThat(statements).as("statements that were found").hasSizeGreaterThan(20);
        for (Path file : files(MIGRATIONS, ".sql")) {
            statements.put(name(file), normal(Files.readString(file).replaceAll("--[^\\n]*", "")));
        }
        return statements;
    }

    private static String literals(String source) {
        String code = source.replaceAll("(?m)^\\s*(//|\\*|/\\*\\*).*$", "");
        return LITERAL.matcher(code)
                .results()
                .map(PostgresFeaturesTest::content)
                .collect(Collectors.joining(" "));
    }

    private static String content(MatchResult literal) {
        return literal.group(1) == null ? literal.group(2) : literal.group(1) + " ";
    }

    private static String normal(String sql) {
        return sql.replace("\\\"", "\"").replaceAll("\\s+", " ").toLowerCase(Locale.ROOT);
    }

    private static List<Path> files(Path directory, String suffix) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return new ArrayList<>(files.filter(file -> file.toString().endsWith(suffix))
                    .sorted()
                    .toList());
        }
    }

    private static String name(Path file) {
        return file.getFileName().toString();
    }
}
