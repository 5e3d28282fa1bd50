package io.quittance.core.cli;

import java.lang.reflect.Method;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.UsageMessageSpec;

/**
 * What {@code --help} says of every command: what it is for, its arguments and options, examples, exit codes, files, variables
 * of the environment, and where to read on. A command declares what is its own; examples as its footer, what for and how in
 * turns.
 */
public final class Manual {

    private static final int INDENT = 4;
    private static final Map<String, String> USUAL_EXIT_CODES = codes(
            "All went well.", "What was given is wrong: an argument, or the configuration.", "A fault of Quittance.");
    private static final Map<String, String> EXIT_CODES_OF_A_GATEWAY = codes(
            "All went well.",
            "An argument is wrong, the gateway refuses what is asked for, or no gateway answers.",
            "The gateway failed.");
    private static final String EXAMPLES = UsageMessageSpec.SECTION_KEY_FOOTER;
    private static final List<String> SECTIONS = List.of(
            UsageMessageSpec.SECTION_KEY_SYNOPSIS_HEADING,
            UsageMessageSpec.SECTION_KEY_SYNOPSIS,
            UsageMessageSpec.SECTION_KEY_DESCRIPTION_HEADING,
            UsageMessageSpec.SECTION_KEY_DESCRIPTION,
            UsageMessageSpec.SECTION_KEY_PARAMETER_LIST_HEADING,
            UsageMessageSpec.SECTION_KEY_PARAMETER_LIST,
            UsageMessageSpec.SECTION_KEY_OPTION_LIST_HEADING,
            UsageMessageSpec.SECTION_KEY_OPTION_LIST,
            UsageMessageSpec.SECTION_KEY_COMMAND_LIST_HEADING,
            UsageMessageSpec.SECTION_KEY_COMMAND_LIST,
            EXAMPLES,
            UsageMessageSpec.SECTION_KEY_EXIT_CODE_LIST_HEADING,
            UsageMessageSpec.SECTION_KEY_EXIT_CODE_LIST,
            ManualSection.FILES.name(),
            ManualSection.ENVIRONMENT.name(),
            ManualSection.SEE_ALSO.name());

    private Manual() {}

    /** Completes a command and its subcommands. To be called once, before anything is parsed. */
    public static CommandLine complete(CommandLine command) {
        addMethods(command);
        addHelp(command.getCommandSpec());
        UsageMessageSpec usage = command.getCommandSpec().usageMessage();
        usage.autoWidth(true)
                .descriptionHeading("%n")
                .parameterListHeading("%nArguments:%n")
                .optionListHeading("%nOptions:%n")
                .commandListHeading("%nCommands:%n")
                .exitCodeListHeading("%nExit codes:%n");
        if (usage.exitCodeList().isEmpty()) {
            boolean asksGateway = command.getCommandSpec().optionsMap().containsKey("--url");
            usage.exitCodeList(asksGateway ? EXIT_CODES_OF_A_GATEWAY : USUAL_EXIT_CODES);
        }
        usage.sectionKeys(SECTIONS);
        usage.sectionMap().put(EXAMPLES, Manual::examples);
        for (ManualSection section : ManualSection.values()) {
            usage.sectionMap().put(section.name(), help -> section(section, help));
        }
        command.getSubcommands().values().forEach(Manual::complete);
        return command;
    }

    /** By name, since a Java virtual machine tells the methods of a class in an order that is another one each time. */
    private static void addMethods(CommandLine command) {
        Object object = command.getCommand();
        if (!(object instanceof Method)) {
            CommandLine.getCommandMethods(object.getClass(), null).stream()
                    .sorted(Comparator.comparing(
                            method -> method.getAnnotation(Command.class).name()))
                    .forEach(command::addSubcommand);
        }
    }

    private static void addHelp(CommandSpec command) {
        // What is passed on to another program is not read here, nor is this.
        if (command.optionsMap().get("--help") == null
                && command.unmatchedArgsBindings().isEmpty()) {
            command.addOption(OptionSpec.builder("-h", "--help")
                    .usageHelp(true)
                    .description("Prints what the command is for, and ends.")
                    .build());
        }
    }

    private static String examples(Help help) {
        int width = help.commandSpec().usageMessage().width();
        StringBuilder examples = new StringBuilder();
        for (Example example : Example.of(help.commandSpec())) {
            examples.append("  %s:%n".formatted(example.purpose()));
            example.lines(width - INDENT).forEach(line -> examples.append("    %s%n".formatted(line)));
        }
        return under("Examples", examples);
    }

    private static String section(ManualSection section, Help help) {
        Map<String, String> entries = section.of(help.commandSpec());
        return under(section.heading(), entries.isEmpty() ? "" : help.createTextTable(entries));
    }

    private static String under(String heading, Object text) {
        return text.toString().isEmpty() ? "" : "%n%s:%n%s".formatted(heading, text);
    }

    private static Map<String, String> codes(String ok, String wrongInput, String fault) {
        Map<String, String> codes = new LinkedHashMap<>();
        codes.put(String.valueOf(ExitCode.OK), ok);
        codes.put(String.valueOf(ExitCode.WRONG_INPUT), wrongInput);
        codes.put(String.valueOf(ExitCode.FAULT), fault);
        return codes;
    }
}
