package io.quittance.core.trace;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Holds {@code docs/traces.md} to what spans can be and tell. */
class TraceDocumentTest {

    private static final Pattern SPAN =
            Pattern.compile("(?m)^\\| `([^`]+)`( of [^|]+)? \\| (\\w+) \\| [^|]+ \\| (.*) \\|$");
    private static final Pattern ATTRIBUTE = Pattern.compile("(?m)^\\| `([a-z._]+\\.[a-z._]+)` \\| [^|]* ?\\|$");
    private static final Pattern NAME = Pattern.compile("`([^`]+)`");

    @Test
    void shouldListEachSpanWithItsKind() throws IOException {
        List<String> listed = SPAN.matcher(page())
                .results()
                .map(row -> row.group(1) + " " + row.group(3))
                .toList();

        assertThat(listed)
                .containsExactlyInAnyOrderElementsOf(Stream.of(Operation.values())
                        .map(operation ->
                                operation.span() + " " + operation.kind().name().toLowerCase(Locale.ROOT))
                        .toList());
    }

    @Test
    void shouldExplainEachAttributeAndNoOther() throws IOException {
        Set<String> explained = ATTRIBUTE
                .matcher(page())
                .results()
                .map(row -> row.group(1))
                .collect(Collectors.toCollection(TreeSet::new));

        assertThat(explained).isEqualTo(attributes());
    }

    @Test
    void shouldSayOfEachAttributeWhichSpansHaveIt() throws IOException {
        Set<String> listed = SPAN.matcher(page())
                .results()
                .flatMap(row -> NAME.matcher(row.group(4)).results())
                .map(name -> name.group(1))
                .collect(Collectors.toCollection(TreeSet::new));

        assertThat(listed).isEqualTo(attributes());
    }

    private static Set<String> attributes() {
        return Stream.of(TraceAttribute.values())
                .map(TraceAttribute::key)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static String page() throws IOException {
        return Files.readString(Path.of("../docs/traces.md"));
    }
}
