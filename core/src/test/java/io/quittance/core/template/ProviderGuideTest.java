package io.quittance.core.template;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The guide for authors shows the files that are written; of classes all but what stands before them. */
class ProviderGuideTest {
    private static final Path GUIDE = Path.of("..", "docs", "writing-a-provider.md");
    private static final Pattern SHOWN = Pattern.compile("(?ms)^`(src/[^`]+)`:\\n\\n```\\w+\\n(.*?)^```$");

    private final Map<String, String> project =
            new ProviderProject(ProviderNames.of("acme", Optional.empty()), "1.2.3").files();

    @Test
    void shouldShowTheFilesThatAreWritten() throws IOException {
        Map<String, String> shown = new TreeMap<>();
        for (MatchResult block :
                SHOWN.matcher(Files.readString(GUIDE)).results().toList()) {
            shown.put(block.group(1), block.group(2));
        }

        assertThat(shown)
                .hasSize(10)
                .allSatisfy((path, text) -> assertThat(text).as(path).isEqualTo(withoutHead(path, project.get(path))));
    }

    @Test
    void shouldNameEveryClass() throws IOException {
        String guide = Files.readString(GUIDE);

        assertThat(project.keySet())
                .filteredOn(path -> path.endsWith(".java"))
                .map(path -> path.replaceAll(".*/|\\.java", ""))
                .hasSize(12)
                .allMatch(type -> guide.contains("`" + type + "`"));
    }

    private static String withoutHead(String path, String text) {
        return path.endsWith(".java") ? text.substring(text.indexOf("\n/**") + 1) : text;
    }
}
