package io.quittance.site;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SiteTest {
    private static final String CHECKOUT = "..";

    @Test
    void shouldBeTheSameToTheByteWhenMadeAgain(@TempDir Path first, @TempDir Path second) throws IOException {
        Files.writeString(second.resolve("left-over.html"), "of an older one");
        Main.main(new String[] {CHECKOUT, first.toString(), "1.0"});
        Main.main(new String[] {CHECKOUT, second.toString(), "1.0"});

        Map<String, String> made = contents(first);
        assertThat(made).containsKeys("index.html", "docs/configuration.html", "docs/api-reference.html");
        assertThat(contents(second)).isEqualTo(made);
    }

    @Test
    void shouldSayAllThatIsWrong() throws IOException {
        Checkout checkout = new Checkout(Path.of(CHECKOUT).toRealPath());
        List<Document> documents = List.of(
                MarkdownDocument.parse("docs/one.md", "# One\n\n[a](two.md) [b](#c)\n"),
                MarkdownDocument.parse("docs/three.md", "# Three\n\n![d](e.png)\n"));

        assertThatThrownBy(() -> Site.of(checkout, Navigation.parse("All\n  docs/one.md\n"), documents, "1.0"))
                .isInstanceOf(BrokenSite.class)
                .hasMessageContainingAll(
                        "docs/three.md is in no section of the navigation",
                        "docs/one.md links to two.md, which is not there",
                        "docs/one.md links to #c: docs/one.md has no heading with the anchor #c",
                        "docs/three.md shows e.png, which is no image of the repository");
    }

    @Test
    void shouldSayWhichArgumentsItTakes() {
        assertThatThrownBy(() -> Main.main(new String[] {CHECKOUT}))
                .hasMessage("allowed are three arguments: CHECKOUT DIRECTORY VERSION");
    }

    @Test
    void shouldHaveTheColoursOfTheConsole() {
        assertThat(Assets.properties("/* ours */\n:root {\n  --text: black;\n}\nbody { margin: 0; }\n"))
                .isEqualTo(":root {\n  --text: black;\n}\n");
    }

    private static Map<String, String> contents(Path directory) throws IOException {
        Map<String, String> contents = new TreeMap<>();
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                String name = directory.relativize(file).toString();
                contents.put(name, new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1));
            }
        }
        return contents;
    }
}
