package io.quittance.distribution;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What a build takes from others: each in one version, and from where everybody takes it. */
class BuildFilesIT {
    private static final Pattern VERSION = Pattern.compile("<(?:[\\w.-]+\\.)?version>([^<]*)</");
    private static final Pattern REPOSITORY = Pattern.compile("<(?:pluginR|r)epository>");
    private static final Pattern OWN =
            Pattern.compile("(?s)<artifactId>quittance[^<]*</artifactId>\\s*<version>[^<]*</");

    static List<Path> buildFiles() throws IOException {
        try (Stream<Path> modules = Files.list(Markdown.checkout())) {
            return Stream.concat(Stream.of(Markdown.checkout()), modules)
                    .map(directory -> directory.resolve("pom.xml"))
                    .filter(Files::isRegularFile)
                    .sorted()
                    .toList();
        }
    }

    @ParameterizedTest
    @MethodSource("buildFiles")
    void shouldPinEveryVersion(Path file) throws IOException {
        String others = OWN.matcher(Files.readString(file)).replaceAll("");

        assertThat(VERSION.matcher(others).results())
                .extracting(version -> version.group(1))
                .noneMatch(version -> version.matches("(?i).*[\\[(,].*|latest|release|.*-snapshot"));
    }

    @ParameterizedTest
    @MethodSource("buildFiles")
    void shouldTakeFromNoOtherRepository(Path file) throws IOException {
        assertThat(Files.readString(file)).doesNotContainPattern(REPOSITORY);
    }
}
