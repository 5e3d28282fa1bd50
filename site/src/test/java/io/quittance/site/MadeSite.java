package io.quittance.site;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The site that the build made. */
final class MadeSite {
    static final Path DIRECTORY = Path.of("target", "site").toAbsolutePath();

    private MadeSite() {}

    /** Its pages, by their places. */
    static List<String> pages() throws IOException {
        try (Stream<Path> files = Files.walk(DIRECTORY)) {
            return files.filter(file -> file.toString().endsWith(".html"))
                    .map(file -> DIRECTORY.relativize(file).toString())
                    .sorted()
                    .toList();
        }
    }
}
