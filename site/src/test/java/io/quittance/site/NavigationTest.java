package io.quittance.site;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class NavigationTest {
    private final List<String> problems = new ArrayList<>();
    private final List<Document> documents = List.of(
            MarkdownDocument.parse("README.md", "# Acme"),
            MarkdownDocument.parse("docs/events.md", "# Events"),
            MarkdownDocument.parse("docs/decisions/1.md", "# One"),
            MarkdownDocument.parse("docs/decisions/2.md", "# Two"));

    @Test
    void shouldHaveSectionsInTheirOrder() {
        List<Section> sections =
                sections("Use\n  docs/events.md\n  README.md | Welcome\n\nInside\n  docs/decisions/*\n");

        assertThat(sections).extracting(Section::title).containsExactly("Use", "Inside");
        assertThat(sections.get(0).entries())
                .containsExactly(
                        new Section.Entry("docs/events.md", "Events", "docs/events.html"),
                        new Section.Entry("README.md", "Welcome", "index.html"));
        assertThat(sections.get(1).entries()).extracting(Section.Entry::label).containsExactly("One", "Two");
        assertThat(problems).isEmpty();
    }

    @Test
    void shouldSayWhichDocumentIsInNoSection() {
        sections("Use\n  README.md\n  docs/decisions/*\n");

        assertThat(problems)
                .containsExactly("docs/events.md is in no section of the navigation; add it to "
                        + "site/src/main/resources/io/quittance/site/navigation.txt");
    }

    @Test
    void shouldSayWhichLineNamesNothing() {
        sections("Use\n  README.md\n  docs/event.md\n  docs/events.md\n  docs/decisions/*\n");

        assertThat(problems)
                .containsExactly("site/src/main/resources/io/quittance/site/navigation.txt names docs/event.md, "
                        + "which is no document");
    }

    @Test
    void shouldSayWhichDocumentIsNamedTwice() {
        sections("Use\n  README.md\n  docs/events.md\nInside\n  docs/events.md\n  docs/decisions/*\n");

        assertThat(problems)
                .containsExactly("site/src/main/resources/io/quittance/site/navigation.txt names docs/events.md twice");
    }

    @Test
    void shouldFoldALongSectionWhereItIsNotLookedAt() {
        List<Section.Entry> entries = new ArrayList<>();
        for (int number = 1; number <= 21; number++) {
            entries.add(new Section.Entry(number + ".md", "No. " + number, number + ".html"));
        }
        Section section = new Section("Decisions", entries);

        assertThat(section.isOpenAt("README.md")).isFalse();
        assertThat(section.isOpenAt("21.md")).isTrue();
        assertThat(new Section("Short", entries.subList(0, 20)).isOpenAt("README.md"))
                .isTrue();
    }

    @Test
    void shouldLeadToThePageBeforeAndAfter() {
        List<Section> sections = sections("Use\n  README.md\n  docs/events.md\nInside\n  docs/decisions/*\n");
        Page page = new Page("docs/events.md", "Events", "", List.of(), List.of(), false);

        Frame frame = Frame.of(page, "1.0", "", sections);

        assertThat(frame.previous()).isNotNull();
        assertThat(frame.to(frame.previous().page())).isEqualTo("../index.html");
        assertThat(frame.next()).isNotNull();
        assertThat(frame.to(frame.next().page())).isEqualTo("decisions/1.html");
    }

    private List<Section> sections(String navigation) {
        return Navigation.parse(navigation).sections(documents, problems);
    }
}
