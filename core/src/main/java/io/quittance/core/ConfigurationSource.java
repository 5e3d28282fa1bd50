package io.quittance.core;

import io.quittance.core.config.ConfigurationDraft;
import io.quittance.core.config.ConfigurationException;
import io.quittance.core.config.ConfigurationLoader;
import io.quittance.core.plugin.LoadedPlugins;
import io.quittance.core.plugin.PluginDirectory;
import io.quittance.core.plugin.PluginLoader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Where a configuration is read from, as often as somebody asks: its file, the files of its secrets, and its plugins. Everything
 * here blocks.
 *
 * @param file null: there is none, and the defaults hold
 * @param directory where {@code data/} is made if there is no file
 */
public record ConfigurationSource(
        ConfigurationLoader loader, @Nullable Path file, Path directory) {

    /**
     * Reads and checks everything.
     *
     * @throws ConfigurationException with all problems
     */
    public Configured load() {
        ConfigurationDraft draft = draft();
        LoadedPlugins plugins = PluginLoader.load(draft.plugins());
        try {
            return new Configured(draft.complete(plugins), plugins, file);
        } catch (RuntimeException refused) {
            plugins.close();
            throw refused;
        }
    }

    /**
     * Reads and checks everything, with these plugins instead of those in their directory.
     *
     * @param plugins stay the caller's
     * @throws ConfigurationException with all problems
     */
    public Configured loadWith(LoadedPlugins plugins) {
        return new Configured(draft().complete(plugins), plugins, file);
    }

    /** What is there now. It differs from what was there before whenever {@link #load} may read something else. */
    public State state() {
        Map<Path, String> files = new TreeMap<>();
        for (Path read : files()) {
            files.put(read, stateOf(read));
        }
        return new State(files);
    }

    private List<Path> files() {
        List<Path> files = new ArrayList<>();
        if (file != null) {
            files.add(file);
        }
        try {
            ConfigurationDraft draft = draft();
            files.addAll(draft.secretFiles());
            files.addAll(new PluginDirectory(draft.plugins()).jars());
        } catch (ConfigurationException unreadable) {
            // Then the file alone decides.
        }
        return files;
    }

    private ConfigurationDraft draft() {
        return file == null ? loader.none(directory) : loader.read(file);
    }

    private static String stateOf(Path file) {
        try {
            BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
            return attributes.size() + " " + attributes.lastModifiedTime().toInstant() + " " + attributes.fileKey();
        } catch (IOException e) {
            return "cannot be read";
        }
    }

    /** What was there at some time, to be compared. */
    public record State(Map<Path, String> files) {

        public State {
            files = Map.copyOf(files);
        }
    }
}
