package io.quittance.core.plugin;

import io.quittance.spi.PaymentProviderFactory;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;

/** Finds and constructs the factories of one plugin. The first fault refuses the plugin as a whole. */
final class FactoryDiscovery {

    private static final String SERVICE = PaymentProviderFactory.class.getName();
    private static final String SERVICE_FILE = "META-INF/services/" + SERVICE;

    private FactoryDiscovery() {}

    /** The plugin's factories, at least one. Runs with the plugin's loader as context class loader. */
    static List<PaymentProviderFactory> discover(PluginClassLoader loader) throws PluginFault {
        Iterator<ServiceLoader.Provider<PaymentProviderFactory>> entries =
                ServiceLoader.load(PaymentProviderFactory.class, loader).stream()
                        .iterator();
        List<PaymentProviderFactory> factories = new ArrayList<>();
        while (hasNext(entries)) {
            factories.add(construct(entries.next()));
        }
        if (factories.isEmpty()) {
            throw new PluginFault(
                    loader.findResource(SERVICE_FILE) == null
                            ? "it has no " + SERVICE_FILE + ", so it offers no provider"
                            : "its " + SERVICE_FILE + " names no class");
        }
        return factories;
    }

    private static boolean hasNext(Iterator<?> entries) throws PluginFault {
        try {
            return entries.hasNext();
        } catch (ServiceConfigurationError e) {
            throw new PluginFault("its " + SERVICE_FILE + " cannot be used: " + problem(e));
        } catch (LinkageError e) {
            throw new PluginFault(PluginFault.words(e));
        }
    }

    private static PaymentProviderFactory construct(ServiceLoader.Provider<PaymentProviderFactory> entry)
            throws PluginFault {
        try {
            return entry.get();
        } catch (ServiceConfigurationError e) {
            Throwable thrown = e.getCause() == null ? e : e.getCause();
            throw new PluginFault(
                    "its factory " + entry.type().getName() + " cannot be constructed: " + PluginFault.words(thrown));
        }
    }

    /** Our words where a plugin's user needs better ones than the JDK's, whose text starts with what is said already. */
    private static String problem(ServiceConfigurationError error) {
        if (error.getCause() instanceof NoSuchMethodException) {
            return "the class it names has no public constructor without parameters";
        }
        String message = Objects.toString(error.getMessage());
        int service = message.lastIndexOf(SERVICE + ":");
        String detail = message.substring(service < 0 ? 0 : service + SERVICE.length() + 1)
                .strip()
                .replaceFirst("^Provider ", "");
        return detail.replaceFirst(" not found$", " is not in the plugin")
                .replaceFirst(" not a subtype$", " does not implement that interface");
    }
}
