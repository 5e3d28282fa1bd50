package io.quittance.core.plugin;

import java.net.URLClassLoader;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;

/**
 * Finds and constructs what a jar offers. The first fault refuses the jar as a whole.
 *
 * @param service what its classes implement
 * @param role what they are, in a word
 * @param offer what a jar with none of them lacks, in a word
 */
record ServiceDiscovery<T>(Class<T> service, String role, String offer) {

    /** All of them, at least one. Runs with the loader as context class loader. */
    List<T> discover(URLClassLoader loader) throws PluginFault {
        Iterator<ServiceLoader.Provider<T>> entries =
                ServiceLoader.load(service, loader).stream().iterator();
        List<T> found = new ArrayList<>();
        while (hasNext(entries)) {
            found.add(construct(entries.next()));
        }
        if (found.isEmpty()) {
            throw new PluginFault(
                    loader.findResource(file()) == null
                            ? "it has no " + file() + ", so it offers no " + offer
                            : "its " + file() + " names no class");
        }
        return found;
    }

    private String file() {
        return "META-INF/services/" + service.getName();
    }

    private boolean hasNext(Iterator<?> entries) throws PluginFault {
        try {
            return entries.hasNext();
        } catch (ServiceConfigurationError e) {
            throw new PluginFault("its " + file() + " cannot be used: " + problem(e));
        } catch (LinkageError e) {
            throw new PluginFault(PluginFault.words(e));
        }
    }

    private T construct(ServiceLoader.Provider<T> entry) throws PluginFault {
        try {
            return entry.get();
        } catch (ServiceConfigurationError e) {
            Throwable thrown = e.getCause() == null ? e : e.getCause();
            throw new PluginFault("its " + role + " " + entry.type().getName() + " cannot be constructed: "
                    + PluginFault.words(thrown));
        }
    }

    /** Our words where a plugin's user needs better ones than the JDK's, whose text starts with what is said already. */
    private String problem(ServiceConfigurationError error) {
        if (error.getCause() instanceof NoSuchMethodException) {
            return "the class it names has no public constructor without parameters";
        }
        String message = Objects.toString(error.getMessage());
        int start = message.lastIndexOf(service.getName() + ":");
        String detail = message.substring(
                        start < 0 ? 0 : start + service.getName().length() + 1)
                .strip()
                .replaceFirst("^Provider ", "");
        return detail.replaceFirst(" not found$", " is not among its classes")
                .replaceFirst(" not a subtype$", " does not implement that interface");
    }
}
