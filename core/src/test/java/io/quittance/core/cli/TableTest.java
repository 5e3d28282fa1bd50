package io.quittance.core.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import org.junit.jupiter.api.Test;

class TableTest {

    private static final List<Column> COLUMNS = List.of(
            Column.state("STATE", "state"),
            Column.text("SUBJECT", "subject"),
            Column.number("N", "n"),
            Column.whole("ID", "id"));
    private static final List<JsonObject> ROWS = List.of(
            row("done", "a-long-subject-of-a-provider", 7, "11111"), row("poisoned", "b\u001b[2J\tc", 12, "22222"));

    @Test
    void shouldCutNothingWhereNobodyLooks() {
        assertThat(print(Screen.PLAIN, ROWS)).isEqualTo("""
                        STATE     SUBJECT                        N  ID
                        done      a-long-subject-of-a-provider   7  11111
                        poisoned  b?[2J?c                       12  22222
                        """);
    }

    @Test
    void shouldFitTheWidthOfATerminal() {
        assertThat(print(new Screen(true, 32, false), ROWS)).isEqualTo("""
                        STATE     SUBJECT       N  ID
                        done      a-long-sub…   7  11111
                        poisoned  b?[2J?c      12  22222
                        """);
    }

    @Test
    void shouldLeaveOutWhatMayBeLongWhereItDoesNotFit() {
        assertThat(print(new Screen(true, 20, false), ROWS)).isEqualTo("""
                        STATE      N  ID
                        done       7  11111
                        poisoned  12  22222
                        """);
    }

    @Test
    void shouldColourStates() {
        assertThat(print(new Screen(true, 100, true), ROWS))
                .contains("\u001b[31mpoisoned\u001b[0m", "\u001b[32mdone    \u001b[0m");
    }

    @Test
    void shouldHaveOneHeading() {
        StringWriter out = new StringWriter();
        Table table = new Table(new PrintWriter(out, true), Screen.PLAIN, COLUMNS);
        assertThat(table.isEmpty()).isTrue();
        table.print(ROWS);
        table.print(ROWS);
        assertThat(table.isEmpty()).isFalse();
        assertThat(out.toString().lines())
                .hasSize(5)
                .filteredOn(line -> line.startsWith("STATE"))
                .hasSize(1);
    }

    private static String print(Screen screen, List<JsonObject> rows) {
        StringWriter out = new StringWriter();
        new Table(new PrintWriter(out, true), screen, COLUMNS).print(rows);
        return out.toString();
    }

    private static JsonObject row(String state, String subject, int number, String id) {
        return new JsonObject()
                .put("state", state)
                .put("subject", subject)
                .put("n", number)
                .put("id", id);
    }
}
