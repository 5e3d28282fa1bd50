package io.quittance.core.plugin;

import java.nio.file.Path;
import java.util.List;
import java.util.Objects;

/**
 * One plugin as it lies in the plugin directory.
 *
 * @param path the jar, or the sub-directory that holds the plugin's jars
 * @param jars the jar, or the jars of the sub-directory, sorted
 */
record PluginSource(Path path, List<Path> jars) {

    PluginSource {
        jars = List.copyOf(jars);
    }

    /** The last part of a path: how plugins are called in messages. */
    static String fileName(Path path) {
        return Objects.toString(path.getFileName(), path.toString());
    }
}
