package io.quittance.distribution;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class DocumentLinksIT {
    private static final Set<String> NO_SOURCES = Set.of("target", "data", "node_modules");

    static Stream<Path> documents() throws IOException {
        List<Path> found = new ArrayList<>();
        Files.walkFileTree(Markdown.checkout(), new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes) {
                String name = String.valueOf(directory.getFileName());
                boolean skipped = NO_SOURCES.contains(name) || name.startsWith(".");
                return skipped ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                if (file.toString().endsWith(".md")) {
                    found.add(file);
                }
                return FileVisitResult.CONTINUE;
            }
        });
        return found.stream().sorted();
    }

    @ParameterizedTest
    @MethodSource("documents")
    void shouldLinkToWhatExists(Path file) throws IOException {
        for (String link : Markdown.read(file).links()) {
            if (!link.contains("://") && !link.startsWith("mailto:")) {
                assertThat(leadsSomewhere(file, link))
                        .as("%s links to %s", Markdown.checkout().relativize(file), link)
                        .isTrue();
            }
        }
    }

    @Test
    void shouldListEveryDocumentInTheIndex() throws IOException {
        Path docs = Markdown.checkout().resolve("docs");
        List<String> index = Markdown.read(docs.resolve("README.md")).links();

        assertThat(documents().filter(file -> file.startsWith(docs)).map(docs::relativize))
                .map(Path::toString)
                .filteredOn(name -> !name.equals("README.md"))
                .isNotEmpty()
                .isSubsetOf(index);
    }

    private static boolean leadsSomewhere(Path file, String link) throws IOException {
        String[] parts = link.split("#", 2);
        Path target = parts[0].isEmpty() ? file : file.resolveSibling(parts[0]).normalize();
        if (!Files.exists(target)) {
            return false;
        }
        return parts.length == 1 || Markdown.read(target).anchors().contains(parts[1]);
    }
}
