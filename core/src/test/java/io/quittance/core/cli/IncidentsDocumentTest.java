package io.quittance.core.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.quittance.core.store.CaseKind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The recipes: one for each kind of case, and their commands are commands. */
class IncidentsDocumentTest {

    private static final Path DOCUMENT = Path.of("..", "docs", "incidents.md");
    private static final Pattern RECIPE = Pattern.compile("(?m)^## `(\\w+)`$");
    private static final Pattern COMMAND = Pattern.compile("(?m)^quittance (.+)$");
    private static final Pattern WORD = Pattern.compile("\"([^\"]*)\"|(\\S+)");

    @Test
    void shouldHaveARecipeForEachKindOfCase() throws IOException {
        assertThat(found(RECIPE))
                .containsExactlyInAnyOrderElementsOf(
                        Arrays.stream(CaseKind.values()).map(CaseKind::wireName).toList());
    }

    static Stream<String> commands() throws IOException {
        List<String> commands = found(COMMAND);
        assertThat(commands).isNotEmpty();
        return commands.stream();
    }

    @ParameterizedTest
    @MethodSource("commands")
    void shouldGiveCommandsThatThereAre(String command) {
        String[] words = WORD.matcher(command)
                .results()
                .map(word -> word.group(1) == null ? word.group(2) : word.group(1))
                .toArray(String[]::new);

        assertThatCode(() -> QuittanceCommand.commandLine().parseArgs(words)).doesNotThrowAnyException();
    }

    private static List<String> found(Pattern pattern) throws IOException {
        return pattern.matcher(Files.readString(DOCUMENT))
                .results()
                .map((MatchResult match) -> match.group(1))
                .toList();
    }
}
