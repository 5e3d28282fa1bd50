package io.quittance.core.cli;

import java.util.stream.Collectors;
import picocli.AutoComplete;
import picocli.CommandLine;

/** What makes shells complete a command line. */
final class Completion {

    /** Where an installation has it. */
    static final String DIRECTORY = "share/completion";

    static final String BASH_FILE = "quittance.bash";
    static final String ZSH_FILE = "_quittance";

    private static final String NAME = "quittance";
    private static final String INITIALIZES_ZSH = "compinit && compinit";

    private Completion() {}

    /** A script to be sourced by bash, or by zsh. */
    static String script(CommandLine all) {
        return AutoComplete.bash(NAME, all);
    }

    /**
     * A function that zsh loads from its {@code fpath}, when it completes the command for the first time. It is initialized then,
     * and is not to do that again in the middle of a completion.
     */
    static String function(CommandLine all) {
        String script = script(all)
                .lines()
                .filter(line -> !line.endsWith("+X " + INITIALIZES_ZSH))
                .collect(Collectors.joining("\n"));
        return "#compdef " + NAME + "\n" + script + "\n_bash_complete -o default -F _complete_" + NAME + "\n";
    }
}
