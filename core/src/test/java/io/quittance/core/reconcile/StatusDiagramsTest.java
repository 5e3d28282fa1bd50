package io.quittance.core.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The diagrams of the reference, held to what the rules do: every arrow happens, and whatever happens is drawn. */
class StatusDiagramsTest {

    private static final Path DOCUMENT = Path.of("..", "docs", "order-status.md");

    private static Transitions transitions;

    @BeforeAll
    static void explore() {
        transitions = Transitions.explore();
    }

    @Test
    void shouldDrawHowPaymentsGoOn() throws IOException {
        assertThat(drawn("payment transitions")).isEqualTo(transitions.ofPayments());
    }

    @Test
    void shouldDrawHowOrdersGoOn() throws IOException {
        assertThat(drawn("order transitions")).isEqualTo(transitions.ofOrders());
    }

    private static Set<String> drawn(String mark) throws IOException {
        String document = Files.readString(DOCUMENT);
        String diagram = document.substring(document.indexOf("<!-- " + mark + " -->"));
        return diagram.substring(0, diagram.indexOf("\n```\n"))
                .lines()
                .filter(line -> line.contains("-->") && !line.contains("<!--"))
                .map(line -> line.split(":", -1)[0].strip())
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
