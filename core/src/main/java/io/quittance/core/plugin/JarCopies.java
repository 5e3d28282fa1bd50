package io.quittance.core.plugin;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A plugin's jars as they were when it was loaded. A jar that is replaced or removed while its classes are in use would take
 * from them what they have not loaded yet, or give them what does not belong to them.
 *
 * @param directory holds nothing else
 * @param jars in the order of the originals
 */
record JarCopies(Path directory, List<Path> jars) {

    JarCopies {
        jars = List.copyOf(jars);
    }

    static JarCopies of(List<Path> originals) throws IOException {
        Path directory = Files.createTempDirectory("quittance-plugin-");
        List<Path> copies = new ArrayList<>();
        for (Path original : originals) {
            Path copy = directory.resolve(PluginSource.fileName(original));
            copies.add(copy);
            try {
                Files.copy(original, copy);
            } catch (IOException e) {
                new JarCopies(directory, copies).delete();
                throw e;
            }
        }
        return new JarCopies(directory, copies);
    }

    /** Removes them; once is enough. */
    void delete() throws IOException {
        for (Path jar : jars) {
            Files.deleteIfExists(jar);
        }
        Files.deleteIfExists(directory);
    }
}
