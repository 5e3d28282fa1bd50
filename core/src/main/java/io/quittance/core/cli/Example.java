package io.quittance.core.cli;

import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;

/**
 * How a command is used.
 *
 * @param purpose what for, without an end
 * @param command what is typed, on one line
 */
record Example(String purpose, String command) {

    private static final String CONTINUED = " \\";
    private static final String MORE = "    ";

    /** Those of a command; what for and how are the lines of its footer, in turns. */
    static List<Example> of(CommandSpec command) {
        String[] lines = command.usageMessage().footer();
        List<Example> examples = new ArrayList<>();
        for (int i = 0; i + 1 < lines.length; i += 2) {
            examples.add(new Example(lines[i], lines[i + 1]));
        }
        return examples;
    }

    /** The command, in lines that a shell joins again; a line ends before an option if it can. */
    List<String> lines(int width) {
        List<String> lines = new ArrayList<>();
        String left = command;
        while (left.length() > width) {
            int end = end(left, width - CONTINUED.length());
            if (end < 0) {
                break;
            }
            lines.add(left.substring(0, end) + CONTINUED);
            left = MORE + left.substring(end + 1);
        }
        lines.add(left);
        return lines;
    }

    /** Where a line may end; negative: nowhere. */
    private static int end(String line, int most) {
        int option = line.lastIndexOf(" --", most);
        int end = option < MORE.length() ? line.lastIndexOf(' ', most) : option;
        return end < MORE.length() ? -1 : end;
    }
}
