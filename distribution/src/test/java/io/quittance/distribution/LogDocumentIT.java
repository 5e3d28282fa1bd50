package io.quittance.distribution;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The log lines in the operations guide, held to those in the sources. */
class LogDocumentIT {
    private static final Pattern LINE = Pattern.compile(
            "(?s)\\.at(Info|Warn|Error)\\(\\)(?:(?!\\.at(?:Debug|Info|Warn|Error)\\().)*?\\.log\\(\"([^\"]+)\"\\)");
    private static final Pattern ROW = Pattern.compile("(?m)^\\| (INFO|WARN|ERROR) \\| ([^|]+) \\|");
    private static final Pattern MESSAGE = Pattern.compile("`([^`]+)`");

    @Test
    void shouldExplainEachLineOfTheLog() throws IOException {
        Set<String> documented = ROW.matcher(Markdown.read("docs/operations.md").text())
                .results()
                .flatMap(row ->
                        MESSAGE.matcher(row.group(2)).results().map(message -> row.group(1) + " " + message.group(1)))
                .collect(Collectors.toCollection(TreeSet::new));

        assertThat(documented).isNotEmpty().isEqualTo(logged());
    }

    private static Set<String> logged() throws IOException {
        Set<String> lines = new TreeSet<>();
        for (Path source : sources()) {
            List<MatchResult> found =
                    LINE.matcher(Files.readString(source)).results().toList();
            found.forEach(line -> lines.add(line.group(1).toUpperCase(Locale.ROOT) + " " + line.group(2)));
        }
        return lines;
    }

    private static List<Path> sources() throws IOException {
        try (Stream<Path> files = Files.walk(Markdown.checkout().resolve("core/src/main/java"))) {
            return files.filter(file -> file.toString().endsWith(".java")).toList();
        }
    }
}
