package io.quittance.core.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

class ManualTest {

    private static final int USUAL_WIDTH = 80;

    /** In an example: what is given to quittance, up to where a shell would take over. */
    private static final Pattern GIVEN = Pattern.compile("(?:^|[ (])quittance((?: [^>)]+)?)");

    private static final Pattern WORD = Pattern.compile("\"([^\"]*)\"|(\\S+)");

    static Stream<CommandLine> commands() {
        return withSubcommands(QuittanceCommand.commandLine());
    }

    @ParameterizedTest
    @MethodSource("commands")
    void shouldDescribeCommandsArgumentsAndOptions(CommandLine command) {
        CommandSpec spec = command.getCommandSpec();

        assertThat(spec.usageMessage().description()).hasSizeGreaterThan(1).allMatch(line -> line.endsWith("."));
        assertThat(spec.args())
                .filteredOn(argument -> !argument.hidden())
                .allSatisfy(argument -> assertThat(argument.description())
                        .as(argument.toString())
                        .isNotEmpty()
                        .allMatch(line -> !line.isBlank()));
        assertThat(spec.usageMessage().exitCodeList()).containsOnlyKeys("0", "1", "2");
        assertThat(helpOf(command))
                .startsWith("Usage: " + spec.qualifiedName())
                .contains("Examples:", "Exit codes:", "See also:");
    }

    @ParameterizedTest
    @MethodSource("commands")
    void shouldShowHowACommandIsUsed(CommandLine command) {
        List<Example> examples = Example.of(command.getCommandSpec());

        assertThat(command.getCommandSpec().usageMessage().footer()).hasSize(2 * examples.size());
        assertThat(examples).isNotEmpty().allSatisfy(example -> {
            assertThat(example.purpose()).matches(".*[^:.?]");
            assertThat(parsed(example.command()))
                    .startsWith(command.getCommandSpec().qualifiedName().replaceFirst(" help$", ""));
        });
    }

    @ParameterizedTest
    @MethodSource("commands")
    void shouldFitAScreen(CommandLine command) {
        assertThat(helpOf(command).lines()).allMatch(line -> line.length() <= USUAL_WIDTH);
    }

    @ParameterizedTest
    @MethodSource("commands")
    void shouldNameAPageThatExists(CommandLine command) throws Exception {
        Page page = Page.of(command.getCommandSpec());

        assertThat(Files.readAllLines(Path.of("..", page.path())).get(0)).isEqualTo("# " + page.title());
    }

    @Test
    void shouldTellWhatTheEnvironmentIsAskedFor() {
        assertThat(help("cases", "resolve"))
                .contains("QUITTANCE_TOKEN", "NO_COLOR")
                .doesNotContain("JAVA_HOME");
        assertThat(help("serve")).contains("QUITTANCE_OPTS", "QUITTANCE_LOG_FORMAT", "plugins/");
        assertThat(help("version")).doesNotContain("Environment:", "Files:");
    }

    @Test
    void shouldTellWhatIsAllowed() {
        assertThat(help("cases").replaceAll("\\s+", " "))
                .contains("In this state: open, closed, resolved.", "paid_twice")
                .contains("Default: 50.");
    }

    @Test
    void shouldBreakLongCommandsBeforeAnOption() {
        Example example = new Example("", "quittance one --two 2 --three 3 --four 4");

        assertThat(example.lines(26)).containsExactly("quittance one --two 2 \\", "    --three 3 --four 4");
        assertThat(example.lines(80)).containsExactly(example.command());
        assertThat(new Example("", "quittance one two three").lines(20))
                .containsExactly("quittance one two \\", "    three");
        assertThat(new Example("", "quittance").lines(5)).containsExactly("quittance");
    }

    @Test
    void shouldHelpInBothWays() {
        assertThat(help("help", "cases", "resolve")).isEqualTo(help("cases", "resolve", "--help"));
        assertThat(help("help")).isEqualTo(help("--help"));
    }

    @Test
    void shouldNotHelpWithWhatIsNone() {
        StringWriter err = new StringWriter();

        int exitCode = QuittanceCommand.commandLine()
                .setErr(new PrintWriter(err, true))
                .execute("help", "cases", "resolv");

        assertThat(exitCode).isEqualTo(ExitCode.WRONG_INPUT);
        assertThat(err.toString()).startsWith("'resolv' is no command of quittance cases");
    }

    @Test
    void shouldListTheCommandsOfTheReadmeInTheirOrder() throws Exception {
        Matcher rows = Pattern.compile("(?m)^\\| `\\./quittance ([a-z-]+)")
                .matcher(Files.readString(Path.of("../README.md")).replaceFirst("(?s).*\n## Commands\n", ""));

        assertThat(rows.results().map(row -> row.group(1)))
                .containsExactlyElementsOf(
                        QuittanceCommand.commandLine().getSubcommands().keySet());
    }

    /** The name of the command that an example is of. */
    private static String parsed(String example) {
        Matcher given = GIVEN.matcher(example);
        assertThat(given.find()).as(example).isTrue();
        String[] words = WORD.matcher(given.group(1))
                .results()
                .map(word -> word.group(1) == null ? word.group(2) : word.group(1))
                .toArray(String[]::new);
        ParseResult parsed = QuittanceCommand.commandLine().parseArgs(words);
        while (parsed.hasSubcommand()) {
            parsed = parsed.subcommand();
        }
        return parsed.commandSpec().qualifiedName();
    }

    private static String helpOf(CommandLine command) {
        return command.getUsageMessage(CommandLine.Help.Ansi.OFF);
    }

    private static String help(String... words) {
        StringWriter out = new StringWriter();
        boolean asked = words.length > 0 && (words[0].equals("help") || words[words.length - 1].equals("--help"));
        String[] all = asked
                ? words
                : Stream.concat(Stream.of(words), Stream.of("--help")).toArray(String[]::new);
        assertThat(QuittanceCommand.commandLine()
                        .setOut(new PrintWriter(out, true))
                        .execute(all))
                .isEqualTo(ExitCode.OK);
        return out.toString();
    }

    private static Stream<CommandLine> withSubcommands(CommandLine command) {
        return Stream.concat(
                Stream.of(command), command.getSubcommands().values().stream().flatMap(ManualTest::withSubcommands));
    }
}
