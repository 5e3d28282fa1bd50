package io.quittance.distribution;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Documents that say which test shows what, held to the tests of all modules. */
@TestInstance(Lifecycle.PER_CLASS)
class SecurityDocumentIT {
    private static final String THREATS = "docs/security.md";

    /** A test, or a whole class of tests, as documents name them. */
    private static final Pattern NAMED = Pattern.compile("`([A-Z]\\w*(?:Test|IT))(\\.\\w+)?`");

    /** Of several modules with a class of one name, all. */
    private final Map<String, String> sources = new HashMap<>();

    @BeforeAll
    void readSources() throws IOException {
        try (Stream<Path> modules = Files.list(Markdown.checkout())) {
            for (Path tests : modules.map(module -> module.resolve("src/test/java"))
                    .filter(Files::isDirectory)
                    .toList()) {
                read(tests);
            }
        }
    }

    private void read(Path tests) throws IOException {
        try (Stream<Path> files = Files.walk(tests)) {
            for (Path file :
                    files.filter(file -> file.toString().endsWith(".java")).toList()) {
                String type = file.getFileName().toString().replace(".java", "");
                sources.merge(type, Files.readString(file), String::concat);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {THREATS, "docs/reliability.md"})
    void shouldNameTestsThatThereAre(String document) throws IOException {
        List<MatchResult> named =
                NAMED.matcher(Markdown.read(document).text()).results().toList();

        assertThat(named).isNotEmpty();
        assertThat(named)
                .filteredOn(test -> !isThere(test))
                .extracting(MatchResult::group)
                .isEmpty();
    }

    @Test
    void shouldShowEachThreatByATest() throws IOException {
        List<String> threats = threats();

        assertThat(threats).hasSizeGreaterThan(50).allSatisfy(row -> {
            String shownBy = row.substring(row.lastIndexOf(" | "));
            assertThat(NAMED.matcher(shownBy).results())
                    .isNotEmpty()
                    .allSatisfy(test -> assertThat(test.group(2)).as("method").isNotNull());
        });
    }

    private boolean isThere(MatchResult test) {
        String source = sources.getOrDefault(test.group(1), "");
        return test.group(2) == null
                ? !source.isEmpty()
                : source.contains(" void " + test.group(2).substring(1) + "(");
    }

    /** The rows of the tables whose last column says what shows it. */
    private static List<String> threats() throws IOException {
        List<String> lines = Markdown.read(THREATS).text().lines().toList();
        return IntStream.range(0, lines.size())
                .filter(line -> lines.get(line).endsWith("| shown by |"))
                .boxed()
                .flatMap(head -> lines.stream().skip(head + 2L).takeWhile(row -> row.startsWith("|")))
                .toList();
    }
}
