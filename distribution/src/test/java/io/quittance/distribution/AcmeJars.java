package io.quittance.distribution;

import io.quittance.spi.testing.conformance.ConformanceTest;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apiguardian.api.API;
import org.junit.jupiter.api.TestFactory;
import org.opentest4j.TestAbortedException;

/** The jars that the project of a new provider makes: the plugin, and what is recorded of its provider. */
final class AcmeJars {
    private static final List<Class<?>> TEST_LIBRARIES =
            List.of(ConformanceTest.class, TestFactory.class, API.class, TestAbortedException.class);

    private final Path directory;

    AcmeJars(Path directory) {
        this.directory = directory;
    }

    /** The plugin as it is written. */
    Path plugin() throws IOException {
        return plugin("acme", "", "");
    }

    /**
     * The plugin with some of its text replaced.
     *
     * @param name of the jar, without its ending
     */
    Path plugin(String name, String text, String replacement) throws IOException {
        Map<String, String> files = AcmePlugin.files();
        files.replaceAll((path, content) -> content.replace(text, replacement));
        return build(name, files, List.of());
    }

    /** What goes with the plugin. */
    Path tests(Path plugin) throws IOException {
        return build("acme-tests", AcmePlugin.tests(), List.of(plugin));
    }

    /** The same with the provider inside. */
    Path testsWithProvider() throws IOException {
        Map<String, String> files = AcmePlugin.files();
        files.putAll(AcmePlugin.tests());
        return build("both-tests", files, List.of());
    }

    private Path build(String name, Map<String, String> files, List<Path> more) throws IOException {
        Path jar = directory.resolve(name + ".jar");
        List<Path> libraries = new ArrayList<>(more);
        TEST_LIBRARIES.forEach(library -> libraries.add(place(library)));
        new PluginBuild(directory.resolve(name)).jar(files, jar, libraries);
        return jar;
    }

    private static Path place(Class<?> library) {
        return Path.of(
                library.getProtectionDomain().getCodeSource().getLocation().getPath());
    }
}
