package io.quittance.core.plugin;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The directory of plugins: each {@code *.jar} in it is a plugin, and so is each sub-directory with jars, which then make
 * one plugin together. Everything else, and what is hidden, is passed over.
 *
 * @param path where it is
 */
public record PluginDirectory(Path path) {

    /** All jars that lie there; none if it cannot be read. */
    public List<Path> jars() {
        try {
            return sources().stream().flatMap(source -> source.jars().stream()).toList();
        } catch (IOException e) {
            return List.of();
        }
    }

    /** The plugins that lie there, sorted by file name, so that each start sees them in the same order. */
    List<PluginSource> sources() throws IOException {
        List<PluginSource> sources = new ArrayList<>();
        for (Path entry : visibleEntries(path)) {
            source(entry).ifPresent(sources::add);
        }
        return sources;
    }

    /** The plugin that a jar or a directory is; empty for everything else. */
    static Optional<PluginSource> source(Path entry) throws IOException {
        List<Path> jars = List.of(entry);
        if (Files.isDirectory(entry)) {
            jars = visibleEntries(entry);
        }
        jars = jars.stream().filter(PluginDirectory::isJar).toList();
        return jars.isEmpty() ? Optional.empty() : Optional.of(new PluginSource(entry, jars));
    }

    private static List<Path> visibleEntries(Path directory) throws IOException {
        try (Stream<Path> entries = Files.list(directory)) {
            return entries.filter(entry -> !PluginSource.fileName(entry).startsWith("."))
                    .sorted()
                    .toList();
        }
    }

    private static boolean isJar(Path entry) {
        return PluginSource.fileName(entry).endsWith(".jar") && Files.isRegularFile(entry);
    }
}
