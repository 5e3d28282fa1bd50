package io.quittance.spi.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import io.quittance.spi.testing.conformance.Check;
import io.quittance.spi.testing.conformance.Conformance;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The document of the kit lists the checks that there are, with their own words. */
class ConformanceDocumentTest {

    private static final Pattern SECTION = Pattern.compile("(?ms)^### `([a-z-]+)`\\n(.*?)(?=^#|\\z)");

    @Test
    void shouldListEveryCheckWithItsContractAndItsReason() throws IOException {
        String document = Files.readString(Path.of("../docs/conformance.md"));
        List<MatchResult> sections = SECTION.matcher(document).results().toList();
        List<Check> checks = Conformance.checks();

        assertThat(sections)
                .extracting(section -> section.group(1))
                .isEqualTo(checks.stream().map(Check::name).toList());
        for (int i = 0; i < checks.size(); i++) {
            assertThat(words(sections.get(i).group(2)))
                    .as(checks.get(i).name())
                    .isEqualTo(words(checks.get(i).contract() + " *Why:* "
                            + checks.get(i).why()));
        }
    }

    private static String words(String text) {
        return text.replace("`", "").replaceAll("\\s+", " ").strip();
    }
}
