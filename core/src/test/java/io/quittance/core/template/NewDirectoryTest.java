package io.quittance.core.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NewDirectoryTest {
    private static final Map<String, String> FILES = Map.of("one", "1", "some/where/two", "2");

    @TempDir
    private Path directory;

    @Test
    void shouldMakeWhatIsMissing() throws IOException {
        Path target = directory.resolve("not/there");

        NewDirectory.fill(target, FILES);

        assertThat(target.resolve("one")).hasContent("1");
        assertThat(target.resolve("some/where/two")).hasContent("2");
    }

    @Test
    void shouldFillADirectoryThatIsEmpty() {
        NewDirectory.fill(directory, FILES);

        assertThat(directory.resolve("one")).hasContent("1");
    }

    @Test
    void shouldLeaveADirectoryAloneThatHoldsSomething() throws IOException {
        Files.writeString(directory.resolve(".hidden"), "mine");

        assertRefused(directory, "is not empty; allowed is a directory that is empty or not there yet");
        assertThat(directory).isDirectoryNotContaining("glob:**one");
    }

    @Test
    void shouldLeaveAFileAlone() throws IOException {
        Path file = Files.writeString(directory.resolve("file"), "mine");

        assertRefused(file, "is no directory");
        assertRefused(file.resolve("below"), "cannot be written");
        assertThat(file).hasContent("mine");
    }

    @Test
    void shouldLeaveNothingHalfWritten() {
        Map<String, String> impossible = new LinkedHashMap<>();
        impossible.put("some/where/one", "1");
        impossible.put("some/where/one/below", "a file is no directory");

        assertThatExceptionOfType(TemplateException.class)
                .isThrownBy(() -> NewDirectory.fill(directory.resolve("not/there"), impossible))
                .withMessageContaining("nothing was left behind");
        assertThat(directory).isEmptyDirectory();
    }

    private static void assertRefused(Path target, String why) {
        assertThatExceptionOfType(TemplateException.class)
                .isThrownBy(() -> NewDirectory.fill(target, FILES))
                .withMessageStartingWith(target + " ")
                .withMessageContaining(why);
    }
}
