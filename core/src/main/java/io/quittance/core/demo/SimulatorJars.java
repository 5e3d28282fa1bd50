package io.quittance.core.demo;

import io.quittance.spi.simulator.ProviderSimulatorFactory;
import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.stream.Stream;

/**
 * The simulators of an installation. Unlike plugins they see all that the gateway brings along, and are trusted: they come
 * with it. Whoever loads them closes them, after the simulators that they started.
 *
 * @param factories at least one, sorted by provider
 * @param loader what their classes come from
 */
public record SimulatorJars(List<ProviderSimulatorFactory> factories, URLClassLoader loader) implements AutoCloseable {

    public SimulatorJars {
        factories = List.copyOf(factories);
    }

    /**
     * Loads all jars of a directory. Blocks.
     *
     * @throws DemoException if there is no simulator, or one cannot be loaded
     */
    public static SimulatorJars load(Path directory) {
        URLClassLoader loader = new URLClassLoader("simulators", urls(directory), SimulatorJars.class.getClassLoader());
        List<ProviderSimulatorFactory> factories = List.of();
        try {
            factories = factories(loader, directory);
            return new SimulatorJars(factories, loader);
        } finally {
            if (factories.isEmpty()) {
                close(loader);
            }
        }
    }

    private static URL[] urls(Path directory) {
        try (Stream<Path> entries = Files.list(directory)) {
            return entries.filter(entry -> entry.toString().endsWith(".jar"))
                    .sorted()
                    .map(SimulatorJars::url)
                    .toArray(URL[]::new);
        } catch (IOException e) {
            throw new DemoException("there is no directory " + directory + " with the simulators of the providers", e);
        }
    }

    private static URL url(Path jar) {
        try {
            return jar.toUri().toURL();
        } catch (MalformedURLException e) {
            throw new IllegalArgumentException("Not the path of a file: " + jar, e);
        }
    }

    private static List<ProviderSimulatorFactory> factories(URLClassLoader loader, Path directory) {
        List<ProviderSimulatorFactory> found;
        try {
            found = ServiceLoader.load(ProviderSimulatorFactory.class, loader).stream()
                    .map(ServiceLoader.Provider::get)
                    .sorted(Comparator.comparing(ProviderSimulatorFactory::provider))
                    .toList();
        } catch (ServiceConfigurationError e) {
            throw new DemoException("a simulator in " + directory + " cannot be loaded: " + e.getMessage(), e);
        }
        if (found.isEmpty()) {
            throw new DemoException("no jar in " + directory + " holds the simulator of a provider");
        }
        return found;
    }

    @Override
    public void close() {
        close(loader);
    }

    private static void close(URLClassLoader loader) {
        try {
            loader.close();
        } catch (IOException e) {
            throw new DemoException("the simulators' jars cannot be closed", e);
        }
    }
}
