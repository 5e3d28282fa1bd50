package io.quittance.core.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import io.quittance.core.store.TimelineKind;
import io.quittance.core.store.WireNames;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The document of timelines names all that there is. */
class TimelineDocumentTest {

    private static final Path DOCUMENT = Path.of("../docs/timeline.md");
    private static final Pattern CODE = Pattern.compile("`(\\w+)`");

    @Test
    void shouldNameEveryKind() throws IOException {
        assertThat(column("## Kinds", 1)).containsExactlyElementsOf(names(TimelineKind.values()));
    }

    @Test
    void shouldNameEveryRuleForPayments() throws IOException {
        assertThat(column("## Rules for payments", 1)).containsExactlyElementsOf(names(ObservationRule.values()));
    }

    @Test
    void shouldNameEveryRuleForOrdersWithItsStatus() throws IOException {
        assertThat(column("## Rules for orders", 1)).containsExactlyElementsOf(names(StatusRule.values()));
        assertThat(column("## Rules for orders", 2))
                .containsExactlyElementsOf(Stream.of(StatusRule.values())
                        .map(rule -> rule.status().wireName())
                        .toList());
    }

    private static List<String> names(Enum<?>[] constants) {
        return Stream.of(constants).map(WireNames::of).toList();
    }

    /** The names in a column of the table under a heading. */
    private static List<String> column(String heading, int column) throws IOException {
        String document = Files.readString(DOCUMENT);
        return document.substring(document.indexOf(heading))
                .lines()
                .dropWhile(line -> !line.startsWith("|"))
                .takeWhile(line -> line.startsWith("|"))
                .skip(2)
                .map(row -> row.split("\\|", -1)[column])
                .flatMap(cell -> CODE.matcher(cell).results().map((MatchResult found) -> found.group(1)))
                .toList();
    }
}
