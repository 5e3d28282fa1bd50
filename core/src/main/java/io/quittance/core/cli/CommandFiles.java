package io.quittance.core.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.quittance.core.Build;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import picocli.CommandLine;

/**
 * Writes what an installation has of the command line for others to read, when it is built: completion for shells, and pages for man. The same
 * commands make the same bytes.
 */
public final class CommandFiles {

    private CommandFiles() {}

    /**
     * Writes the files.
     *
     * @param arguments the directory, then classes of commands that are programs of their own, which are on the class path here
     */
    public static void main(String[] arguments) throws IOException, ClassNotFoundException {
        CommandLine all = QuittanceCommand.commandLine();
        for (int i = 1; i < arguments.length; i++) {
            all = replace(all, Class.forName(arguments[i]));
        }
        write(all, Path.of(arguments[0]));
    }

    /** Writes them for these commands. */
    static void write(CommandLine all, Path directory) throws IOException {
        Path completion = Files.createDirectories(directory.resolve(Completion.DIRECTORY));
        Files.writeString(completion.resolve(Completion.BASH_FILE), Completion.script(all), UTF_8);
        Files.writeString(completion.resolve(Completion.ZSH_FILE), Completion.function(all), UTF_8);
        writePages(all, Files.createDirectories(directory.resolve(ManualPage.DIRECTORY)));
    }

    private static void writePages(CommandLine command, Path directory) throws IOException {
        Files.writeString(
                directory.resolve(ManualPage.name(command.getCommandSpec()) + ".1"),
                ManualPage.of(command, Build.day(), Build.version()),
                UTF_8);
        for (CommandLine inner : command.getSubcommands().values()) {
            writePages(inner, directory);
        }
    }

    /** What hands over to a program knows nothing of its options; the program does. */
    private static CommandLine replace(CommandLine all, Class<?> program) {
        CommandLine command = new CommandLine(program);
        String name =
                command.getCommandName().substring(command.getCommandName().indexOf(' ') + 1);
        command.setCommandName(name);
        all.getCommandSpec().removeSubcommand(name);
        return all.addSubcommand(name, Manual.complete(command));
    }
}
