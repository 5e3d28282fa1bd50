package io.quittance.core.cli;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.Help;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Help.Ansi.Text;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/** What {@code --help} says of a command, as a page for {@code man}. */
final class ManualPage {

    /** Where an installation has them. */
    static final String DIRECTORY = "share/man/man1";

    private static final String SECTION = "1";
    private static final int WIDTH = 72;

    private final CommandSpec command;
    private final Help help;
    private final Roff roff = new Roff();

    private ManualPage(CommandSpec command) {
        this.command = command;
        this.help = new Help(command, Help.defaultColorScheme(Ansi.OFF));
    }

    /** The name of a command's page, such as {@code quittance-cases-resolve}. */
    static String name(CommandSpec command) {
        return command.qualifiedName("-").replace(' ', '-');
    }

    /**
     * The page of a command.
     *
     * @param date the day it is of, such as {@code 2026-11-22}
     */
    static String of(CommandLine command, String date, String version) {
        ManualPage page = new ManualPage(command.getCommandSpec());
        page.roff.title(name(page.command), SECTION, date, "Quittance " + version);
        page.write();
        return page.roff.toString();
    }

    private void write() {
        List<String> description = List.of(command.usageMessage().description());
        roff.section("Name").text(name(command) + " - " + description.get(0).replaceFirst("\\.$", ""));
        roff.section("Synopsis").text(help.synopsis(0).replaceAll("\\s+", " ").strip());
        roff.section("Description").text(String.join(" ", description));
        arguments();
        options();
        section(
                "Commands",
                help.subcommands().values().stream()
                        .collect(Collectors.toMap(
                                inner -> name(inner.commandSpec()) + "(" + SECTION + ")",
                                inner -> inner.commandSpec().usageMessage().description()[0],
                                (first, second) -> first,
                                LinkedHashMap::new)));
        roff.section("Examples");
        for (Example example : Example.of(command)) {
            roff.paragraph(example.purpose() + ":").verbatim(example.lines(WIDTH));
        }
        section("Exit status", command.usageMessage().exitCodeList());
        for (ManualSection section : ManualSection.values()) {
            section(section.heading(), section.of(command));
        }
    }

    private void arguments() {
        if (!command.positionalParameters().isEmpty()) {
            roff.section("Arguments");
        }
        for (PositionalParamSpec argument : command.positionalParameters()) {
            Text[][] rows = help.createDefaultParameterRenderer()
                    .render(argument, help.parameterLabelRenderer(), help.colorScheme());
            roff.entry(argument.paramLabel(), description(rows));
        }
    }

    private void options() {
        if (!command.options().isEmpty()) {
            roff.section("Options");
        }
        for (OptionSpec option : command.options()) {
            Text[][] rows = help.createDefaultOptionRenderer()
                    .render(option, help.parameterLabelRenderer(), help.colorScheme());
            String value = option.arity().max() == 0 ? "" : " " + option.paramLabel();
            roff.entry(String.join(", ", option.names()) + value, description(rows));
        }
    }

    /** The last column of what would be a table. */
    private static String description(Text[][] rows) {
        return Arrays.stream(rows).map(row -> row[row.length - 1].toString()).collect(Collectors.joining(" "));
    }

    private void section(String heading, Map<String, String> entries) {
        if (!entries.isEmpty()) {
            roff.section(heading);
            entries.forEach(roff::entry);
        }
    }
}
