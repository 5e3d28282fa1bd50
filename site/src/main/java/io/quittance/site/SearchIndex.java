package io.quittance.site;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import java.util.stream.Stream;

/** All text of the site, as a script: a page that was opened as a file may run one, but may not fetch. */
final class SearchIndex {
    private static final ObjectMapper JSON = new ObjectMapper();

    private SearchIndex() {}

    /** Of each passage the title of its page, its heading, where it is, and its text. */
    static String of(List<Page> pages) {
        List<List<String>> rows = pages.stream().flatMap(SearchIndex::rows).toList();
        try {
            return "window.quittanceSearch = " + JSON.writeValueAsString(rows) + ";\n";
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static Stream<List<String>> rows(Page page) {
        String place = Places.page(page.source());
        return page.passages().stream().map(passage -> {
            Heading heading = passage.heading();
            return heading == null
                    ? List.of(page.title(), "", place, passage.text())
                    : List.of(page.title(), heading.text(), place + "#" + heading.anchor(), passage.text());
        });
    }
}
