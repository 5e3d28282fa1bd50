package io.quittance.core.plugin;

import java.nio.file.Path;

/**
 * A plugin that was passed over.
 *
 * @param jar the plugin's jar, or the directory of its jars
 * @param reason why, in words that follow the file's name
 */
public record BrokenPlugin(Path jar, String reason) {

    /** The jar's name without its directory. */
    public String fileName() {
        return PluginSource.fileName(jar);
    }

    @Override
    public String toString() {
        return fileName() + ": " + reason;
    }
}
