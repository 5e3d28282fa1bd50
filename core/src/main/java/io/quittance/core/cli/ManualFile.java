package io.quittance.core.cli;

import java.util.Set;
import picocli.CommandLine.Model.CommandSpec;

/** A file that a command reads or writes without being told to. */
enum ManualFile {
    PLUGINS(
            "plugins/",
            "In the installation: the providers' jars, unless plugins.directory says where they are.",
            "quittance",
            "serve",
            "check",
            "providers"),
    EXAMPLE(
            "conf/quittance.example.json",
            "In the installation: a configuration to begin with.",
            "quittance",
            "serve",
            "check"),
    STORE("data/postgres/", "The embedded Postgres of a gateway that has no configuration file.", "serve"),
    SIMULATORS("simulators/", "In the installation: what plays the providers.", "demo", "conform"),
    CONFORMANCE(
            "conformance/",
            "In the installation: the checks, and what the built-in providers were recorded to send.",
            "conform"),
    RESULTS("bench-results/", "All samples as JSON and charts as HTML, named by the time.", "bench", "quittance bench"),
    COMPLETION("share/completion/", "In the installation: what this prints, for bash and for zsh.", "completion");

    private final String path;
    private final String description;
    private final Set<String> commands;

    ManualFile(String path, String description, String... commands) {
        this.path = path;
        this.description = description;
        this.commands = Set.of(commands);
    }

    boolean isOf(CommandSpec command) {
        return commands.contains(command.name());
    }

    String path() {
        return path;
    }

    String description() {
        return description;
    }
}
