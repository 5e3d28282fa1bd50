package io.quittance.core.plugin;

import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.List;

/**
 * The class loader of one plugin. It sees the JDK, its own jars, and of the gateway's classes only the
 * {@linkplain SharedPackages shared ones}; of resources only its own and the JDK's.
 */
public final class PluginClassLoader extends URLClassLoader {

    static {
        registerAsParallelCapable();
    }

    private final ClassLoader gateway = PluginClassLoader.class.getClassLoader();
    private final JarCopies copies;

    /**
     * A loader of these jars.
     *
     * @param name for stack traces
     * @param copies go when this closes
     */
    PluginClassLoader(String name, JarCopies copies) {
        super(name, urls(copies.jars()), getPlatformClassLoader());
        this.copies = copies;
    }

    /** The SHA-256 of its jars. */
    String sha256() {
        return copies.sha256();
    }

    @Override
    public void close() throws IOException {
        super.close();
        copies.delete();
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
        return SharedPackages.contains(name) ? gateway.loadClass(name) : super.loadClass(name, resolve);
    }

    static URL[] urls(List<Path> jars) {
        return jars.stream().map(PluginClassLoader::url).toArray(URL[]::new);
    }

    private static URL url(Path jar) {
        try {
            return jar.toUri().toURL();
        } catch (MalformedURLException e) {
            throw new IllegalArgumentException("Not the path of a file: " + jar, e);
        }
    }
}
