package io.quittance.core.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;

class QuittanceCommandTest {

    /** Of several commands, and documented once. */
    private static final Set<String> COMMON =
            Set.of("--config", "--gateway", "--token-env", "--ca", "--json", "--all", "--limit", "--help");

    @TempDir
    private Path directory;

    /** All commands but the bench, which is a program of its own. */
    static Stream<CommandLine> commands() {
        return QuittanceCommand.commandLine().getSubcommands().values().stream()
                .filter(command -> !command.getCommandName().equals(BenchCommand.NAME))
                .flatMap(QuittanceCommandTest::withSubcommands);
    }

    /** Those that ask a running gateway for what the console shows. */
    static Stream<CommandLine> documented() {
        Set<String> elsewhere = Set.of("backfill", "replay", "rollback");
        return QuittanceCommand.commandLine().getSubcommands().values().stream()
                .filter(command -> command.getCommandSpec().optionsMap().containsKey("--token-env"))
                .filter(command -> command.getCommandSpec().optionsMap().containsKey("--url"))
                .filter(command -> !elsewhere.contains(command.getCommandName()))
                .flatMap(QuittanceCommandTest::withSubcommands);
    }

    @ParameterizedTest
    @MethodSource("commands")
    void shouldTellWhatACommandIsFor(CommandLine command) {
        StringWriter out = new StringWriter();

        int exitCode = QuittanceCommand.commandLine()
                .setOut(new PrintWriter(out, true))
                .execute((command.getCommandSpec().qualifiedName(" ") + " --help")
                        .substring("quittance ".length())
                        .split(" ", -1));

        assertThat(exitCode).isEqualTo(ExitCode.OK);
        assertThat(command.getCommandSpec().usageMessage().description()).isNotEmpty();
        assertThat(out.toString())
                .startsWith("Usage: " + command.getCommandSpec().qualifiedName(" "));
    }

    @ParameterizedTest
    @MethodSource("documented")
    void shouldDocumentEachCommandWithItsOptions(CommandLine command) throws Exception {
        String name = command.getCommandSpec().qualifiedName(" ").substring("quittance ".length());

        List<String> rows = Files.readAllLines(Path.of("../docs/commands.md")).stream()
                .filter(line -> line.startsWith("| `" + name + "`"))
                .toList();

        assertThat(rows).as(name).hasSize(1);
        assertThat(command.getCommandSpec().options().stream()
                        .filter(option -> !option.inherited())
                        .map(OptionSpec::longestName)
                        .filter(option -> !COMMON.contains(option)))
                .as(name)
                .allSatisfy(option -> assertThat(rows.get(0)).contains("`" + option + "`"));
    }

    @Test
    void shouldFindTheDocumentedCommands() {
        assertThat(documented().map(CommandLine::getCommandName)).contains("orders", "resolve", "tail", "audit");
    }

    @Test
    void shouldCompleteInBash() throws Exception {
        StringWriter script = new StringWriter();
        assertThat(QuittanceCommand.commandLine()
                        .setOut(new PrintWriter(script, true))
                        .execute("completion", "bash"))
                .isEqualTo(ExitCode.OK);
        Path file = Files.writeString(directory.resolve("completion"), script.toString());

        assertThat(completions(file, "quittance", "not")).containsExactly("notifications");
        assertThat(completions(file, "quittance", "cases", "res")).contains("resolve");
        assertThat(completions(file, "quittance", "cases", "--st")).contains("--state");
    }

    /** The order in which a class has its methods depends on where their names happen to lie in memory. */
    @Test
    void shouldHaveCommandsThatAreMethodsByName() {
        assertThat(QuittanceCommand.commandLine().getSubcommands().values())
                .filteredOn(command -> command.getSubcommands().size() > 1)
                .isNotEmpty()
                .allSatisfy(command -> assertThat(
                                List.copyOf(command.getSubcommands().keySet()))
                        .isSorted());
    }

    @Test
    void shouldWriteTheSameFilesEachTime() throws Exception {
        Path first = directory.resolve("first");
        Path second = directory.resolve("second");
        CommandFiles.main(new String[] {first.toString()});
        CommandFiles.main(new String[] {second.toString()});

        try (Stream<Path> files = Files.walk(first)) {
            assertThat(files.filter(Files::isRegularFile))
                    .isNotEmpty()
                    .allSatisfy(file ->
                            assertThat(second.resolve(first.relativize(file))).hasSameBinaryContentAs(file));
        }
    }

    private static Stream<CommandLine> withSubcommands(CommandLine command) {
        return Stream.concat(
                Stream.of(command),
                command.getSubcommands().values().stream().flatMap(QuittanceCommandTest::withSubcommands));
    }

    /** What a real bash offers for the last of these words. */
    private static List<String> completions(Path file, String... words) throws Exception {
        String ask =
                "source '%s'; COMP_WORDS=(%s); COMP_CWORD=%d; _complete_quittance; printf '%%s\\n' \"${COMPREPLY[@]}\""
                        .formatted(file, String.join(" ", words), words.length - 1);
        Process bash = new ProcessBuilder("bash", "--norc", "-c", ask)
                .redirectErrorStream(true)
                .start();
        try (var output = bash.inputReader(UTF_8)) {
            return output.lines().map(String::strip).toList();
        } finally {
            bash.waitFor();
        }
    }
}
