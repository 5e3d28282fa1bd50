package io.quittance.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;

class BenchCommandTest {

    private static final String NAME = "quittance bench";

    @ParameterizedTest
    @ValueSource(strings = {NAME, "quittance bench fill"})
    void shouldTellHowItIsUsed(String name) {
        CommandLine bench = Main.commandLine();
        CommandLine command = name.equals(NAME) ? bench : bench.getSubcommands().get("fill");
        List<String> lines =
                Arrays.asList(command.getCommandSpec().usageMessage().footer());
        List<String> examples = IntStream.range(0, lines.size())
                .filter(line -> line % 2 == 1)
                .mapToObj(lines::get)
                .toList();

        assertThat(command.getUsageMessage(Ansi.OFF))
                .startsWith("Usage: " + name)
                .contains("Examples:", "Exit codes:", "docs/performance.md");
        assertThat(command.getCommandSpec().args())
                .allSatisfy(argument -> assertThat(argument.description()).isNotEmpty());
        assertThat(examples).isNotEmpty().allSatisfy(example -> {
            assertThat(example).startsWith(name);
            bench.parseArgs(words(example));
        });
    }

    private static String[] words(String example) {
        return Arrays.stream(example.substring(NAME.length()).split(" ", -1))
                .filter(word -> !word.isEmpty())
                .toArray(String[]::new);
    }
}
