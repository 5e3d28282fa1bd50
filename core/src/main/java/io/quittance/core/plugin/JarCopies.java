package io.quittance.core.plugin;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/**
 * A plugin's jars as they were when it was loaded. A jar that is replaced or removed while its classes are in use would take
 * from them what they have not loaded yet, or give them what does not belong to them.
 *
 * @param directory holds nothing else
 * @param jars in the order of the originals
 * @param sha256 of the jar's bytes, in hexadecimal digits; of several jars, that of a line for each in the form of {@code sha256sum}
 */
record JarCopies(Path directory, List<Path> jars, String sha256) {

    JarCopies {
        jars = List.copyOf(jars);
    }

    static JarCopies of(List<Path> originals) throws IOException {
        Path directory = Files.createTempDirectory("quittance-plugin-");
        List<Path> copies = new ArrayList<>();
        try {
            for (Path original : originals) {
                Path copy = directory.resolve(PluginSource.fileName(original));
                copies.add(copy);
                Files.copy(original, copy);
            }
            return new JarCopies(directory, copies, sha256(copies));
        } catch (IOException e) {
            new JarCopies(directory, copies, "").delete();
            throw e;
        }
    }

    private static String sha256(List<Path> jars) throws IOException {
        if (jars.size() == 1) {
            return sha256(Files.readAllBytes(jars.get(0)));
        }
        StringBuilder lines = new StringBuilder();
        for (Path jar : jars) {
            lines.append(sha256(Files.readAllBytes(jar)))
                    .append("  ")
                    .append(PluginSource.fileName(jar))
                    .append('\n');
        }
        return sha256(lines.toString().getBytes(UTF_8));
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }

    /** Removes them; once is enough. */
    void delete() throws IOException {
        for (Path jar : jars) {
            Files.deleteIfExists(jar);
        }
        Files.deleteIfExists(directory);
    }
}
