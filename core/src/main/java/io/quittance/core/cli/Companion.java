package io.quittance.core.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/** Finds the jar that tells the conformance kit about a plugin: named like the plugin, with {@code -tests} at the end. */
final class Companion {

    private static final String JAR = ".jar";

    private Companion() {}

    /** The one beside the plugin, or else the one in a directory of such jars. */
    static Path of(Path plugin, Path directory) {
        Path full = plugin.toAbsolutePath().normalize();
        String name = String.valueOf(full.getFileName());
        String stem = name.endsWith(JAR) ? name.substring(0, name.length() - JAR.length()) : name;
        List<Path> places =
                List.of(full.resolveSibling(stem + "-tests" + JAR), directory.resolve(stem + "-tests" + JAR));
        return places.stream().filter(Files::isRegularFile).findFirst().orElseThrow(() -> missing(name, places));
    }

    private static CommandException missing(String plugin, List<Path> places) {
        String looked = places.stream().map(Path::toString).collect(Collectors.joining(" nor "));
        return new CommandException(
                plugin + ": nothing says what its provider sends: there is neither " + looked
                        + ". Get that jar from its author and name it with --tests; docs/writing-a-provider.md tells how it is made");
    }
}
