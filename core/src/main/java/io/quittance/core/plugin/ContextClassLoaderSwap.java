package io.quittance.core.plugin;

/** Gives the current thread a plugin's class loader as context class loader until closed. */
final class ContextClassLoaderSwap implements AutoCloseable {

    private final Thread thread = Thread.currentThread();
    private final ClassLoader before = thread.getContextClassLoader();

    private ContextClassLoaderSwap(ClassLoader loader) {
        thread.setContextClassLoader(loader);
    }

    static ContextClassLoaderSwap to(ClassLoader loader) {
        return new ContextClassLoaderSwap(loader);
    }

    @Override
    public void close() {
        thread.setContextClassLoader(before);
    }
}
