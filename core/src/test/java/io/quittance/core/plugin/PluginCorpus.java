package io.quittance.core.plugin;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.quittance.spi.PaymentProviderFactory;
import io.vertx.core.Vertx;
import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.io.StringWriter;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;

/** Makes jars of the good and broken plugins whose sources lie among the test resources. */
public final class PluginCorpus {

    static final String SERVICE_FILE = "META-INF/services/io.quittance.spi.PaymentProviderFactory";

    /** Each plugin is compiled once for all tests. */
    private static final Map<String, Map<String, byte[]>> COMPILED = new ConcurrentHashMap<>();

    private final Path directory;

    /** A corpus that writes jars to a directory. */
    public PluginCorpus(Path directory) {
        this.directory = directory;
    }

    /** Puts a plugin into the jar {@code PLUGIN.jar}. */
    public Path jar(String plugin) {
        return jar(plugin, plugin + ".jar");
    }

    /** Puts a plugin into a jar, with the service file that names {@code corpus.Factory}. */
    public Path jar(String plugin, String jarName) {
        return jar(plugin, jarName, Map.of());
    }

    /**
     * Puts a plugin into a jar.
     *
     * @param changes what entries hold instead; those that then hold nothing are left out
     */
    public Path jar(String plugin, String jarName, Map<String, String> changes) {
        Map<String, byte[]> entries = new TreeMap<>(compiled(plugin));
        entries.put(SERVICE_FILE, "corpus.Factory\n".getBytes(UTF_8));
        changes.forEach((name, content) -> entries.put(name, content.getBytes(UTF_8)));
        entries.values().removeIf(content -> content.length == 0);
        return write(directory.resolve(jarName), entries);
    }

    /** Writes a jar of these entries. */
    static Path write(Path jar, Map<String, byte[]> entries) {
        try {
            Files.createDirectories(jar.getParent());
            try (OutputStream file = Files.newOutputStream(jar);
                    JarOutputStream stream = new JarOutputStream(file)) {
                for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
                    stream.putNextEntry(new JarEntry(entry.getKey()));
                    stream.write(entry.getValue());
                    stream.closeEntry();
                }
            }
            return jar;
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    /** The class files and resources of a plugin with those that all plugins of the corpus share. */
    static Map<String, byte[]> compiled(String plugin) {
        return COMPILED.computeIfAbsent(plugin, PluginCorpus::compile);
    }

    private static Map<String, byte[]> compile(String plugin) {
        try {
            Path output = Files.createTempDirectory("plugin-corpus");
            compile(List.of(source("common"), source(plugin)), output);
            Map<String, byte[]> entries = new HashMap<>(files(output, ".class"));
            entries.putAll(files(source(plugin), ".txt"));
            delete(output);
            return Map.copyOf(entries);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static void delete(Path root) throws IOException {
        try (Stream<Path> all = Files.walk(root)) {
            for (Path file : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    private static void compile(List<Path> roots, Path output) throws IOException {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        StringWriter messages = new StringWriter();
        List<String> options = List.of(
                "-proc:none", "-nowarn", "--release", "17", "-d", output.toString(), "-classpath", compileClasspath());
        try (var files = compiler.getStandardFileManager(null, null, UTF_8)) {
            List<Path> sources = roots.stream().flatMap(PluginCorpus::sources).toList();
            boolean success = compiler.getTask(
                            messages, files, null, options, null, files.getJavaFileObjectsFromPaths(sources))
                    .call();
            if (!success) {
                throw new AssertionError(messages.toString());
            }
        }
    }

    private static Stream<Path> sources(Path root) {
        try (Stream<Path> all = Files.walk(root)) {
            return all.filter(file -> file.toString().endsWith(".java")).toList().stream();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static Map<String, byte[]> files(Path root, String suffix) throws IOException {
        Map<String, byte[]> files = new HashMap<>();
        try (Stream<Path> all = Files.walk(root)) {
            for (Path file :
                    all.filter(file -> file.toString().endsWith(suffix)).toList()) {
                files.put(root.relativize(file).toString().replace(File.separatorChar, '/'), Files.readAllBytes(file));
            }
        }
        return files;
    }

    private static Path source(String plugin) {
        return Path.of("src", "test", "resources", "plugins", plugin);
    }

    private static String compileClasspath() {
        return location(PaymentProviderFactory.class) + File.pathSeparator + location(Vertx.class);
    }

    private static String location(Class<?> type) {
        try {
            return Path.of(type.getProtectionDomain()
                            .getCodeSource()
                            .getLocation()
                            .toURI())
                    .toString();
        } catch (URISyntaxException e) {
            throw new AssertionError(e);
        }
    }
}
