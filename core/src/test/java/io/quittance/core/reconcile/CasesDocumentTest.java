package io.quittance.core.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import io.quittance.core.store.CaseKind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The table of cases for operators, held to the kinds that there are and to what can be accepted. */
class CasesDocumentTest {

    private static final Path DOCUMENT = Path.of("..", "docs", "operations.md");
    private static final int COLUMNS = 6;

    @Test
    void shouldHaveEveryKindOnce() throws IOException {
        assertThat(rows())
                .extracting(row -> row.get(0))
                .containsExactlyInAnyOrderElementsOf(Stream.of(CaseKind.values())
                        .map(kind -> "`" + kind.wireName() + "`")
                        .toList());
    }

    @Test
    void shouldSayAllOfEach() throws IOException {
        assertThat(rows()).allSatisfy(row -> assertThat(row).hasSize(COLUMNS).noneMatch(String::isEmpty));
    }

    @Test
    void shouldSayWhichCanBeAccepted() throws IOException {
        assertThat(rows()).allSatisfy(row -> {
            CaseKind kind = CaseKind.ofWireName(row.get(0).replace("`", ""));
            assertThat(!row.get(COLUMNS - 1).startsWith("no:")).isEqualTo(kind.isAcceptable());
        });
    }

    private static List<List<String>> rows() throws IOException {
        String document = Files.readString(DOCUMENT);
        String table = document.substring(document.indexOf("<!-- cases -->"));
        return table.lines()
                .skip(1)
                .takeWhile(line -> line.startsWith("|"))
                .skip(2)
                .map(line -> Arrays.stream(line.substring(1, line.length() - 1).split("\\|", -1))
                        .map(String::strip)
                        .toList())
                .toList();
    }
}
