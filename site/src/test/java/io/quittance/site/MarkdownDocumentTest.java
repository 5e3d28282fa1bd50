package io.quittance.site;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.Test;

class MarkdownDocumentTest {
    private static final String SOURCE = "docs/events.md";

    private final List<String> problems = new ArrayList<>();

    @Test
    void shouldGiveHeadingsTheirAnchors() {
        Document html = rendered("# Events\n\n## What `paid` means\n\n## Added\n\n## Added\n");

        assertThat(html.select("h1").text()).isEqualTo("Events");
        assertThat(html.select("h2").eachAttr("id")).containsExactly("what-paid-means", "added", "added-1");
        assertThat(html.select("h2 a.anchor").eachAttr("href"))
                .containsExactly("#what-paid-means", "#added", "#added-1");
    }

    @Test
    void shouldListItsHeadingsDownToTheThirdLevel() {
        Page page = page("# Events\n\n## One\n\n### Two\n\n#### Three\n");

        assertThat(page.title()).isEqualTo("Events");
        assertThat(page.contents()).containsExactly(new Heading(2, "One", "one"), new Heading(3, "Two", "two"));
    }

    @Test
    void shouldShowCodeAsItIsWritten() {
        Element code =
                rendered("# Events\n\n```sh\ncurl -d '<a> & \"b\"'\n```\n").selectFirst(".code pre");

        assertThat(code).isNotNull();
        assertThat(code.wholeText()).isEqualTo("curl -d '<a> & \"b\"'\n");
        assertThat(code.attr("tabindex")).isEqualTo("0");
    }

    @Test
    void shouldHaveTablesScroll() {
        Document html = rendered("# Events\n\n| key | is |\n|---|---|\n| `a` | first |\n");

        assertThat(html.select("div.scroll[tabindex=0] > table > thead th").eachText())
                .containsExactly("key", "is");
        assertThat(html.select("div.scroll tbody td code").text()).isEqualTo("a");
    }

    @Test
    void shouldNameADiagramByItsHeading() {
        String text = "# Events\n\n## The way\n\n```mermaid\nflowchart TD\n    A --> B\n```\n";

        assertThat(page(text).drawn()).isTrue();
        assertThat(rendered(text).select("figure.diagram pre").attr("data-label"))
                .isEqualTo("Diagram: The way");
        assertThat(page("# Events\n").drawn()).isFalse();
    }

    @Test
    void shouldShowALinkToADirectoryAsText() {
        Document html = rendered("# Events\n\nSee [the `manifests`](../deploy).\n");

        assertThat(html.select("p a")).isEmpty();
        assertThat(html.select("p").text()).isEqualTo("See the manifests.");
        assertThat(problems).isEmpty();
    }

    @Test
    void shouldShowImagesWithWhatTheyShow() {
        Document html = rendered("# Events\n\n![An \"order\"](images/order.png)\n");

        assertThat(html.select("img").attr("src")).isEqualTo("../files/docs/images/order.png");
        assertThat(html.select("img").attr("alt")).isEqualTo("An \"order\"");
    }

    @Test
    void shouldRefuseHtmlButLeaveCommentsOut() {
        assertThat(rendered("# Events\n\n<!-- for authors -->\n\nText\n").html())
                .doesNotContain("for authors");
        assertThat(problems).isEmpty();

        rendered("# Events\n\n<script>alert(1)</script>\n\na <b>c</b>\n");
        assertThat(problems)
                .containsExactly(
                        "docs/events.md has HTML, which pages do not show: <script>alert(1)</script>",
                        "docs/events.md has HTML, which pages do not show: <b>",
                        "docs/events.md has HTML, which pages do not show: </b>");
    }

    @Test
    void shouldSayThatItHasNoTitle() {
        page("## Events\n");

        assertThat(problems).containsExactly("docs/events.md has no title; its first heading has to be one of level 1");
    }

    @Test
    void shouldTellItsTextByHeadings() {
        Page page =
                page("# Events\n\nFirst *words*\nof it.\n\n## Code\n\n- `a`\n- b\n\n| x | y |\n|---|---|\n| 1 | 2 |\n");

        assertThat(page.passages())
                .containsExactly(
                        new Passage(null, "First words of it."),
                        new Passage(new Heading(2, "Code", "code"), "a b x y 1 2"));
    }

    @Test
    void shouldBeFoundByItsText() {
        Page page = page("# Events\n\nFirst.\n\n## \"Later\"\n\nSecond.\n");

        assertThat(SearchIndex.of(List.of(page)))
                .isEqualTo("window.quittanceSearch = [[\"Events\",\"\",\"docs/events.html\",\"First.\"],"
                        + "[\"Events\",\"\\\"Later\\\"\",\"docs/events.html#later\",\"Second.\"]];\n");
    }

    private Document rendered(String text) {
        return Jsoup.parse(page(text).body());
    }

    private Page page(String text) {
        MarkdownDocument document = MarkdownDocument.parse(SOURCE, text);
        return document.page(new Links(
                SOURCE,
                Map.of(SOURCE, document.anchors()),
                Set.of("docs/images/order.png")::contains,
                Set.of("deploy")::contains,
                problems));
    }
}
