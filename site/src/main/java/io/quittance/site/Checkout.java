package io.quittance.site;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * The files of the repository, named by their paths from its root, with slashes.
 *
 * @param root its directory
 */
record Checkout(Path root) {

    /** The Markdown files that are documents: those of the root and of {@code docs}, and the README of each module. */
    List<String> documents() throws IOException {
        try (Stream<Path> top = Files.list(root);
                Stream<Path> modules = Files.list(root);
                Stream<Path> docs = Files.walk(root.resolve("docs"))) {
            return Stream.of(top, modules.map(module -> module.resolve("README.md")), docs)
                    .flatMap(files -> files)
                    .filter(file -> file.toString().endsWith(".md") && Files.isRegularFile(file))
                    .map(this::name)
                    .filter(name -> !name.startsWith("."))
                    .distinct()
                    .sorted()
                    .toList();
        }
    }

    private String name(Path file) {
        return root.relativize(file).toString().replace('\\', '/');
    }

    String text(String name) throws IOException {
        return Files.readString(root.resolve(name));
    }

    byte[] bytes(String name) throws IOException {
        return Files.readAllBytes(root.resolve(name));
    }

    boolean hasFile(String name) {
        return Files.isRegularFile(root.resolve(name));
    }

    boolean hasDirectory(String name) {
        return Files.isDirectory(root.resolve(name));
    }
}
