package io.quittance.core.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import io.quittance.core.store.CaseKind;
import io.quittance.core.store.OrderStatus;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The documentation of the order status, held to what the rules do. Each line of its examples is decided here. */
class OrderStatusDocumentTest {

    private static final Path DOCUMENT = Path.of("..", "docs", "order-status.md");

    static Stream<Example> examples() throws IOException {
        String document = Files.readString(DOCUMENT);
        return document.substring(document.indexOf("<!-- examples -->"))
                .lines()
                .filter(line -> line.startsWith("|"))
                .skip(2)
                .map(Example::parse);
    }

    @ParameterizedTest
    @MethodSource("examples")
    void shouldDecideAsDocumented(Example example) {
        Story story = Story.of(example.order(), example.payments());

        assertThat(example.of(story)).isEqualTo(example);
    }

    @ParameterizedTest
    @EnumSource(OrderStatus.class)
    void shouldDocumentEveryStatusWithAnExample(OrderStatus status) throws IOException {
        assertThat(Files.readString(DOCUMENT)).contains("`" + status.wireName() + "`");
        assertThat(examples()).anyMatch(example -> example.status().equals(status.wireName()));
    }

    @ParameterizedTest
    @EnumSource(CaseKind.class)
    void shouldDocumentEveryKindOfCase(CaseKind kind) throws IOException {
        assertThat(Files.readString(DOCUMENT)).contains("| `" + kind.wireName() + "` |");
    }

    @Test
    void shouldFindTheExamples() throws IOException {
        assertThat(examples()).hasSizeGreaterThan(90);
    }

    record Example(String order, String payments, String status, String paid, String refunded, List<String> cases) {

        static Example parse(String line) {
            String[] cells =
                    Arrays.stream(line.split("\\|", -1)).map(String::strip).toArray(String[]::new);
            return new Example(
                    cells[1],
                    cells[2],
                    cells[3],
                    cells[4],
                    cells[5],
                    cells[6].isEmpty() ? List.of() : List.of(cells[6].split(", ")));
        }

        Example of(Story story) {
            var state = story.decide().state();
            return new Example(
                    order,
                    payments,
                    state.status().wireName(),
                    Long.toString(state.paid()),
                    Long.toString(state.refunded()),
                    story.cases());
        }
    }
}
