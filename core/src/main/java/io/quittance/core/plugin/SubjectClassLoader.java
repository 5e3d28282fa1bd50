package io.quittance.core.plugin;

import java.io.IOException;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.List;

/**
 * The class loader of what an author knows about a provider. It sees its own jar, then the plugin, then simulators and what
 * they see. The SPI is everybody's, and the kit there is once.
 */
final class SubjectClassLoader extends URLClassLoader {

    static {
        registerAsParallelCapable();
    }

    private final ClassLoader kit;
    private final ClassLoader plugin;
    private final URLClassLoader simulators;

    SubjectClassLoader(Path jar, ClassLoader kit, ClassLoader plugin, List<Path> simulators) {
        super("conformance-subjects", PluginClassLoader.urls(List.of(jar)), getPlatformClassLoader());
        this.kit = kit;
        this.plugin = plugin;
        this.simulators = new URLClassLoader("simulators", PluginClassLoader.urls(simulators), kit);
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
        if (SharedPackages.contains(name)) {
            return kit.loadClass(name);
        }
        try {
            return super.loadClass(name, resolve);
        } catch (ClassNotFoundException notItsOwn) {
            return elsewhere(name);
        }
    }

    private Class<?> elsewhere(String name) throws ClassNotFoundException {
        try {
            return plugin.loadClass(name);
        } catch (ClassNotFoundException notThePlugins) {
            return simulators.loadClass(name);
        }
    }

    @Override
    public void close() throws IOException {
        super.close();
        simulators.close();
    }
}
