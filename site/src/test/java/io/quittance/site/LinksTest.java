package io.quittance.site;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LinksTest {
    private static final Map<String, Set<String>> DOCUMENTS = Map.of(
            "README.md", Set.of("commands"),
            "CHANGELOG.md", Set.of(),
            "acme/README.md", Set.of("settings"),
            "docs/events.md", Set.of("webhooks"),
            "docs/decisions/0001-first.md", Set.of());

    private final List<String> problems = new ArrayList<>();
    private final Links links = new Links(
            "docs/events.md",
            DOCUMENTS,
            Set.of("LICENSE", "acme/Some.java", "docs/images/order.png")::contains,
            Set.of("deploy", "acme")::contains,
            problems);

    @ParameterizedTest
    @CsvSource({
        "#webhooks, #webhooks",
        "events.md, events.html",
        "../README.md, ../index.html",
        "../README.md#commands, ../index.html#commands",
        "../CHANGELOG.md, ../changelog.html",
        "decisions/0001-first.md, decisions/0001-first.html",
        "../acme/README.md#settings, ../acme/index.html#settings",
        "../acme, ../acme/index.html",
        "../acme/, ../acme/index.html",
        "https://example.com/a.md#b, https://example.com/a.md#b",
        "mailto:somebody@example.com, mailto:somebody@example.com",
    })
    void shouldLeadToPages(String destination, String expected) {
        assertThat(links.link(destination)).contains(expected);
        assertThat(problems).isEmpty();
        assertThat(links.files()).isEmpty();
    }

    @Test
    void shouldLeadToCopiesOfFilesThatAreNoPages() {
        assertThat(links.link("../LICENSE")).contains("../files/LICENSE.txt");
        assertThat(links.link("../acme/Some.java#L3")).contains("../files/acme/Some.java.txt");
        assertThat(links.link("images/order.png")).contains("../files/docs/images/order.png");
        assertThat(links.original()).isEqualTo("../files/docs/events.md.txt");
        assertThat(links.files())
                .containsExactly("LICENSE", "acme/Some.java", "docs/events.md", "docs/images/order.png");
        assertThat(problems).isEmpty();
    }

    @Test
    void shouldShowADirectoryAsTextAlone() {
        assertThat(links.link("../deploy")).isEmpty();
        assertThat(problems).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"nothing.md", "../../elsewhere.md", "../docs/nothing"})
    void shouldSayWhichLinkLeadsNowhere(String destination) {
        links.link(destination);

        assertThat(problems).containsExactly("docs/events.md links to " + destination + ", which is not there");
    }

    @Test
    void shouldSayWhichAnchorIsMissing() {
        links.link("#commands");
        links.link("../README.md#command");

        assertThat(problems)
                .containsExactly(
                        "docs/events.md links to #commands: docs/events.md has no heading with the anchor #commands",
                        "docs/events.md links to ../README.md#command: README.md has no heading with the anchor #command");
    }

    @Test
    void shouldShowImagesOfTheRepository() {
        assertThat(links.image("images/order.png")).isEqualTo("../files/docs/images/order.png");
        assertThat(links.files()).containsExactly("docs/images/order.png");
        assertThat(problems).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"images/nothing.png", "../LICENSE", "https://example.com/a.png"})
    void shouldShowNoOthers(String destination) {
        links.image(destination);

        assertThat(problems)
                .containsExactly("docs/events.md shows " + destination + ", which is no image of the repository");
    }
}
