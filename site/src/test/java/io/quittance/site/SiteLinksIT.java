package io.quittance.site;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every address of every page leads to a file of the site, and to something with its anchor. */
class SiteLinksIT {
    private static final Map<Path, Document> READ = new HashMap<>();

    static List<String> pages() throws IOException {
        return MadeSite.pages();
    }

    @ParameterizedTest
    @MethodSource("pages")
    void shouldLinkToWhatExists(String page) throws IOException {
        Path file = MadeSite.DIRECTORY.resolve(page);
        Document html = read(file);
        Stream<String> addresses = Stream.concat(
                html.select("[href]").eachAttr("href").stream(), html.select("[src]").eachAttr("src").stream());

        for (String address :
                addresses.filter(each -> !Links.leadsElsewhere(each)).toList()) {
            assertThat(leadsSomewhere(file, address))
                    .as("%s to %s", page, address)
                    .isTrue();
        }
    }

    @ParameterizedTest
    @MethodSource("pages")
    void shouldLoadNothingFromElsewhere(String page) throws IOException {
        Document html = read(MadeSite.DIRECTORY.resolve(page));

        assertThat(html.select("link[href], script[src], img[src]").stream()
                        .map(element -> element.attr("href") + element.attr("src")))
                .isNotEmpty()
                .noneMatch(Links::leadsElsewhere);
    }

    @ParameterizedTest
    @MethodSource("pages")
    void shouldHaveOneTitleAndEachAnchorOnce(String page) throws IOException {
        Document html = read(MadeSite.DIRECTORY.resolve(page));

        assertThat(html.select("h1")).hasSize(1);
        assertThat(html.select("[id]").eachAttr("id")).doesNotHaveDuplicates();
    }

    @Test
    void shouldFindPassagesWhereTheyAre() throws IOException {
        String script = Files.readString(MadeSite.DIRECTORY.resolve("assets/search-index.js"));
        JsonNode rows = new ObjectMapper().readTree(script.substring(script.indexOf('['), script.lastIndexOf(';')));

        assertThat(rows.size()).isGreaterThan(300);
        for (JsonNode row : rows) {
            String place = row.get(2).asText();
            assertThat(leadsSomewhere(MadeSite.DIRECTORY.resolve("index.html"), place))
                    .as(place)
                    .isTrue();
        }
    }

    private static boolean leadsSomewhere(Path from, String address) throws IOException {
        String[] parts = address.split("#", 2);
        Path target = parts[0].isEmpty() ? from : from.resolveSibling(parts[0]).normalize();
        if (!target.startsWith(MadeSite.DIRECTORY) || !Files.isRegularFile(target)) {
            return false;
        }
        return parts.length == 1
                || Set.copyOf(read(target).select("[id]").eachAttr("id")).contains(parts[1]);
    }

    private static Document read(Path file) throws IOException {
        Document known = READ.get(file);
        if (known == null) {
            known = Jsoup.parse(file.toFile());
            READ.put(file, known);
        }
        return known;
    }
}
