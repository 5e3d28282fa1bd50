package io.quittance.core.plugin;

import io.quittance.spi.PaymentProviderFactory;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The conformance kit of an installation. It plays the gateway, so it is no part of it: it has a class loader of its own,
 * which no plugin sees, and is called by name.
 */
public final class ConformanceKit implements AutoCloseable {

    private static final String PACKAGE = "io.quittance.spi.testing.conformance.";
    private static final String RUN = PACKAGE + "ConformanceRun";
    private static final String SUBJECT = PACKAGE + "ConformanceSubject";

    private final URLClassLoader loader;

    private ConformanceKit(URLClassLoader loader) {
        this.loader = loader;
    }

    /**
     * The kit whose jars lie in a directory.
     *
     * @throws ConformanceException if it is not there
     */
    public static ConformanceKit load(Path directory) {
        ConformanceKit kit = new ConformanceKit(new URLClassLoader(
                "conformance-kit",
                PluginClassLoader.urls(new PluginDirectory(directory).jars()),
                ConformanceKit.class.getClassLoader()));
        if (kit.loader.findResource(RUN.replace('.', '/') + ".class") == null) {
            throw new ConformanceException(
                    "The conformance kit is not in " + directory + ", where an installation has it");
        }
        return kit;
    }

    /** The names of all checks, in their order. */
    @SuppressWarnings("unchecked") // As the method says that is called.
    public List<String> checks() {
        return (List<String>) call("checks", List.of());
    }

    /**
     * Runs checks on subjects and tells whether none failed. Blocks.
     *
     * @param subjects as {@link ConformanceSubjects} loads them
     * @param checks the names of those that are run
     * @param limit how long one check may take
     * @param lines takes each line of the report as soon as it is known
     */
    public boolean run(List<?> subjects, Collection<String> checks, Duration limit, Consumer<String> lines) {
        return (boolean) call(
                "run",
                List.of(List.class, Collection.class, Duration.class, Consumer.class),
                subjects,
                checks,
                limit,
                lines);
    }

    PaymentProviderFactory factory(Object subject) {
        return (PaymentProviderFactory) call("factory", List.of(Object.class), subject);
    }

    /** What a subject implements. */
    Class<?> subject() {
        try {
            return loader.loadClass(SUBJECT);
        } catch (ClassNotFoundException e) {
            throw stranger(e);
        }
    }

    ClassLoader loader() {
        return loader;
    }

    private Object call(String method, List<Class<?>> types, Object... arguments) {
        try {
            return loader.loadClass(RUN)
                    .getMethod(method, types.toArray(Class[]::new))
                    .invoke(null, arguments);
        } catch (InvocationTargetException e) {
            throw rethrown(e.getCause());
        } catch (ReflectiveOperationException e) {
            throw stranger(e);
        }
    }

    private static IllegalStateException stranger(ReflectiveOperationException cause) {
        return new IllegalStateException("The conformance kit is not of this version of Quittance", cause);
    }

    private static RuntimeException rethrown(@Nullable Throwable thrown) {
        if (thrown instanceof Error error) {
            throw error;
        }
        return thrown instanceof RuntimeException known ? known : new IllegalStateException(thrown);
    }

    @Override
    public void close() throws IOException {
        loader.close();
    }
}
