package io.quittance.core.template;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A directory that gets files: all of them, or none. */
public final class NewDirectory {

    private final Deque<Path> made = new ArrayDeque<>();

    private NewDirectory() {}

    /**
     * Writes texts into a directory, which is made where it is missing.
     *
     * @param files texts by their paths in the directory
     * @throws TemplateException if the directory is there and holds something, or cannot be written; all is then as it was
     */
    public static void fill(Path directory, Map<String, String> files) {
        requireFree(directory);
        NewDirectory made = new NewDirectory();
        try {
            for (Map.Entry<String, String> file : files.entrySet()) {
                made.write(directory.toAbsolutePath().resolve(file.getKey()), file.getValue());
            }
        } catch (IOException e) {
            made.undo(e);
            throw new TemplateException(directory + " cannot be written: " + e + "; nothing was left behind", e);
        }
    }

    private static void requireFree(Path directory) {
        if (!Files.exists(directory, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        if (!Files.isDirectory(directory)) {
            throw new TemplateException(directory + " is no directory; allowed is one that is empty or not there yet");
        }
        try (Stream<Path> content = Files.list(directory)) {
            if (content.findAny().isPresent()) {
                throw new TemplateException(
                        directory
                                + " is not empty; allowed is a directory that is empty or not there yet: name one with --directory");
            }
        } catch (IOException e) {
            throw new TemplateException(directory + " cannot be read: " + e, e);
        }
    }

    private void write(Path file, String text) throws IOException {
        makeDirectory(file.getParent());
        Files.createFile(file);
        made.push(file);
        Files.writeString(file, text, StandardOpenOption.WRITE);
    }

    private void makeDirectory(@Nullable Path directory) throws IOException {
        if (directory == null || Files.isDirectory(directory)) {
            return;
        }
        makeDirectory(directory.getParent());
        Files.createDirectory(directory);
        made.push(directory);
    }

    private void undo(IOException failure) {
        for (Path path : made) {
            try {
                Files.deleteIfExists(path);
            } catch (IOException e) {
                failure.addSuppressed(e);
            }
        }
    }
}
