package io.quittance.core.cli;

import java.util.LinkedHashMap;
import java.util.Map;
import picocli.CommandLine.Model.CommandSpec;

/** A part of a command's manual that follows from which command it is. */
enum ManualSection {
    FILES("Files") {
        @Override
        Map<String, String> of(CommandSpec command) {
            Map<String, String> files = new LinkedHashMap<>();
            for (ManualFile file : ManualFile.values()) {
                if (file.isOf(command)) {
                    files.put(file.path(), file.description());
                }
            }
            return files;
        }
    },
    ENVIRONMENT("Environment") {
        @Override
        Map<String, String> of(CommandSpec command) {
            Map<String, String> variables = new LinkedHashMap<>();
            for (EnvironmentVariable variable : EnvironmentVariable.values()) {
                if (variable.isOf(command)) {
                    variables.put(variable.name(), variable.description());
                }
            }
            return variables;
        }
    },
    SEE_ALSO("See also") {
        @Override
        Map<String, String> of(CommandSpec command) {
            Page page = Page.of(command);
            return Map.of(page.path(), page.title());
        }
    };

    private final String heading;

    ManualSection(String heading) {
        this.heading = heading;
    }

    /** Its entries: what, and what is to be known of it. None: the command has no such section. */
    abstract Map<String, String> of(CommandSpec command);

    String heading() {
        return heading;
    }
}
