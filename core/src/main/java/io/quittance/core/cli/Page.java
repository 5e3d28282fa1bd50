package io.quittance.core.cli;

import java.util.Map;
import picocli.CommandLine.Model.CommandSpec;

/**
 * A page of the documentation.
 *
 * @param path in the installation
 */
record Page(String path, String title) {

    private static final Page COMMANDS = new Page("docs/commands.md", "Commands");
    private static final Page OPERATIONS = new Page("docs/operations.md", "Operations");
    private static final Page CONFIGURATION = new Page("docs/configuration.md", "Configuration");
    private static final Page WRITING_A_PROVIDER = new Page("docs/writing-a-provider.md", "Writing a provider");
    private static final Page PERFORMANCE = new Page("docs/performance.md", "Performance");

    /** By the name of a command; all others are on the page of the commands. */
    private static final Map<String, Page> PAGES = Map.ofEntries(
            Map.entry("demo", new Page("docs/demo.md", "The demo")),
            Map.entry("serve", OPERATIONS),
            Map.entry("check", CONFIGURATION),
            Map.entry("ack", CONFIGURATION),
            Map.entry("rollback", OPERATIONS),
            Map.entry("migrate", OPERATIONS),
            Map.entry("providers", WRITING_A_PROVIDER),
            Map.entry("conform", new Page("docs/conformance.md", "Conformance")),
            Map.entry("new-provider", WRITING_A_PROVIDER),
            Map.entry("explain", new Page("docs/explain.md", "Why is this order in this state?")),
            Map.entry("replay", OPERATIONS),
            Map.entry("backfill", new Page("docs/recovery.md", "Recovery of what never came")),
            Map.entry("diff-provider", OPERATIONS),
            Map.entry("bench", PERFORMANCE),
            Map.entry("quittance bench", PERFORMANCE));

    /** The one to read on. */
    static Page of(CommandSpec command) {
        CommandSpec outer = command;
        while (!PAGES.containsKey(outer.name()) && outer.parent() != null) {
            outer = outer.parent();
        }
        return PAGES.getOrDefault(outer.name(), COMMANDS);
    }
}
