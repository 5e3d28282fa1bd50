package io.quittance.distribution;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/** Builds a plugin's jar as its author's build would: against the SPI of the distribution, and without it inside. */
final class PluginBuild {
    private static final String SOURCES = "src/main/java/";
    private static final String RESOURCES = "src/main/resources/";

    private final Path directory;

    PluginBuild(Path directory) {
        this.directory = directory;
    }

    /**
     * Writes the files, compiles the sources and packs everything.
     *
     * @param files texts by their paths in the plugin's project
     */
    void jar(Map<String, String> files, Path jar) throws IOException {
        Path classes = Files.createDirectories(directory.resolve("classes"));
        List<Path> sources = new ArrayList<>();
        for (Map.Entry<String, String> file : files.entrySet()) {
            if (file.getKey().startsWith(SOURCES)) {
                sources.add(write(directory.resolve(file.getKey()), file.getValue()));
            } else {
                write(classes.resolve(file.getKey().substring(RESOURCES.length())), file.getValue());
            }
        }
        compile(sources, classes);
        pack(classes, jar);
    }

    private static Path write(Path file, String text) throws IOException {
        Files.createDirectories(file.resolveSibling("."));
        return Files.writeString(file, text);
    }

    private static void compile(List<Path> sources, Path classes) throws IOException {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        StringWriter complaints = new StringWriter();
        try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, UTF_8)) {
            List<String> options = List.of("--release", "17", "-proc:none", "-d", classes.toString(), "-cp", library());
            boolean compiled = compiler.getTask(
                            complaints, files, null, options, null, files.getJavaFileObjectsFromPaths(sources))
                    .call();
            if (!compiled) {
                throw new AssertionError("The plugin does not compile:\n" + complaints);
            }
        }
    }

    private static String library() throws IOException {
        try (Stream<Path> jars = Files.list(Path.of(System.getProperty("quittance.home"), "lib"))) {
            return String.join(File.pathSeparator, jars.map(Path::toString).toList());
        }
    }

    private static void pack(Path classes, Path jar) throws IOException {
        Files.createDirectories(jar.resolveSibling("."));
        try (OutputStream file = Files.newOutputStream(jar);
                JarOutputStream target = new JarOutputStream(file);
                Stream<Path> entries = Files.walk(classes)) {
            for (Path entry : entries.filter(Files::isRegularFile).sorted().toList()) {
                target.putNextEntry(new JarEntry(classes.relativize(entry).toString()));
                Files.copy(entry, target);
                target.closeEntry();
            }
        }
    }
}
