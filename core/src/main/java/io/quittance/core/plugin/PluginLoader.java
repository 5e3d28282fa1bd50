package io.quittance.core.plugin;

import io.quittance.spi.PaymentProviderFactory;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes providers of the jars in a directory. A plugin that cannot be used is named with its reason and passed over. */
public final class PluginLoader {

    private static final Logger LOGGER = LoggerFactory.getLogger(PluginLoader.class);

    private static final ServiceDiscovery<PaymentProviderFactory> FACTORIES =
            new ServiceDiscovery<>(PaymentProviderFactory.class, "factory", "provider");

    private final ManifestCheck manifests = new ManifestCheck();
    private final List<LoadedPlugin> plugins = new ArrayList<>();
    private final List<BrokenPlugin> broken = new ArrayList<>();

    private PluginLoader() {}

    /** Loads all plugins of a directory. Blocks: it reads files and runs the plugins' constructors. */
    public static LoadedPlugins load(Path directory) {
        PluginLoader loader = new PluginLoader();
        try {
            new PluginDirectory(directory).sources().forEach(loader::add);
        } catch (IOException e) {
            loader.refuse(directory, "it is not a directory that can be read");
        }
        return new LoadedPlugins(loader.plugins, loader.broken);
    }

    /** Loads one plugin alone, as it would be loaded in a directory of them: a jar, or a directory of jars. Blocks. */
    public static LoadedPlugins loadOne(Path plugin) {
        PluginLoader loader = new PluginLoader();
        try {
            PluginDirectory.source(plugin)
                    .ifPresentOrElse(
                            loader::add, () -> loader.refuse(plugin, "it is neither a jar nor a directory of jars"));
        } catch (IOException e) {
            loader.refuse(plugin, "it is not a directory that can be read");
        }
        return new LoadedPlugins(loader.plugins, loader.broken);
    }

    @SuppressWarnings("checkstyle:IllegalCatch") // Whatever a plugin throws is its own fault and nobody else's.
    private void add(PluginSource source) {
        try {
            List<LoadedPlugin> offered = open(source);
            offered.forEach(PluginLoader::announce);
            plugins.addAll(offered);
        } catch (PluginFault fault) {
            refuse(source.path(), fault.reason());
        } catch (IOException e) {
            refuse(source.path(), "it cannot be read (" + e.getMessage() + ")");
        } catch (RuntimeException | LinkageError e) {
            refuse(source.path(), new PluginFault(PluginFault.words(e)).reason());
        }
    }

    private List<LoadedPlugin> open(PluginSource source) throws PluginFault, IOException {
        JarCopies copies = JarCopies.of(source.jars());
        PluginClassLoader loader = new PluginClassLoader(PluginSource.fileName(source.path()), copies);
        boolean usable = false;
        try (ContextClassLoaderSwap ignored = ContextClassLoaderSwap.to(loader)) {
            for (Path jar : copies.jars()) {
                JarCheck.check(jar);
            }
            List<LoadedPlugin> offered = new ArrayList<>();
            for (PaymentProviderFactory factory : FACTORIES.discover(loader)) {
                LoadedPlugin plugin = describe(factory, source, loader);
                refuseTakenName(plugin, plugins);
                refuseTakenName(plugin, offered);
                offered.add(plugin);
            }
            usable = true;
            return offered;
        } finally {
            if (!usable) {
                close(loader);
            }
        }
    }

    @SuppressWarnings("checkstyle:IllegalCatch") // As above.
    private LoadedPlugin describe(PaymentProviderFactory factory, PluginSource source, PluginClassLoader loader)
            throws PluginFault {
        try {
            String name = ManifestCheck.checkName(factory.name());
            return new LoadedPlugin(factory, name, manifests.check(factory.manifest()), source.path(), loader);
        } catch (PluginFault fault) {
            throw fault;
        } catch (Throwable thrown) {
            throw new PluginFault("its factory " + factory.getClass().getName() + " cannot describe the provider: "
                    + PluginFault.words(thrown));
        }
    }

    private static void refuseTakenName(LoadedPlugin plugin, List<LoadedPlugin> others) throws PluginFault {
        for (LoadedPlugin other : others) {
            if (other.name().equals(plugin.name())) {
                throw new PluginFault("it offers the provider \"" + plugin.name() + "\", which " + other.fileName()
                        + " offers already; keep one of the two");
            }
        }
    }

    private void refuse(Path path, String reason) {
        BrokenPlugin plugin = new BrokenPlugin(path, reason);
        broken.add(plugin);
        LOGGER.atWarn()
                .addKeyValue("jar", plugin.fileName())
                .addKeyValue("reason", reason)
                .log("A plugin is passed over");
    }

    private static void announce(LoadedPlugin plugin) {
        LOGGER.atInfo()
                .addKeyValue("provider", plugin.name())
                .addKeyValue("version", plugin.version())
                .addKeyValue("jar", plugin.fileName())
                .addKeyValue("spi", plugin.spi())
                .log("A provider is loaded");
    }

    private static void close(PluginClassLoader loader) {
        try {
            loader.close();
        } catch (IOException e) {
            LOGGER.atDebug().addKeyValue("jar", loader.getName()).setCause(e).log("A refused jar cannot be closed");
        }
    }
}
