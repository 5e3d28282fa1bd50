package io.quittance.core.plugin;

import io.quittance.core.config.ProviderCatalog;
import io.quittance.spi.ProviderManifest;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a directory of plugins holds. Whoever loads plugins closes them, after the accounts that use them.
 *
 * @param plugins the providers on offer, no two of one name
 * @param broken what was passed over
 */
public record LoadedPlugins(List<LoadedPlugin> plugins, List<BrokenPlugin> broken)
        implements ProviderCatalog, AutoCloseable {

    private static final Logger LOGGER = LoggerFactory.getLogger(LoadedPlugins.class);

    public LoadedPlugins {
        plugins = List.copyOf(plugins);
        broken = List.copyOf(broken);
    }

    /** The plugin that offers a provider. */
    public Optional<LoadedPlugin> find(String name) {
        return plugins.stream().filter(plugin -> plugin.name().equals(name)).findFirst();
    }

    /** These, with those of the same names replaced, and what else the others offer. To be closed by nobody. */
    public LoadedPlugins replacing(LoadedPlugins others) {
        List<LoadedPlugin> all = new ArrayList<>(others.plugins());
        plugins.stream().filter(plugin -> others.find(plugin.name()).isEmpty()).forEach(all::add);
        return new LoadedPlugins(all, broken);
    }

    @Override
    public SortedSet<String> names() {
        return plugins.stream().map(LoadedPlugin::name).collect(Collectors.toCollection(TreeSet::new));
    }

    @Override
    public Optional<ProviderManifest> manifest(String name) {
        return find(name).map(LoadedPlugin::manifest);
    }

    /** Says that there is no provider of a name, which there are, and which plugins were passed over, one of which may be it. */
    public String explainMissing(String name) {
        String there = plugins.isEmpty() ? "none" : String.join(", ", names());
        String text = "no plugin offers the provider \"" + name + "\"; there are: " + there;
        if (broken.isEmpty()) {
            return text;
        }
        return text + "; passed over: "
                + broken.stream().map(BrokenPlugin::toString).collect(Collectors.joining("; "));
    }

    /** Closes the jars. Classes that are loaded go on, others cannot be loaded any more. */
    @Override
    public void close() {
        plugins.stream().map(LoadedPlugin::loader).distinct().forEach(LoadedPlugins::close);
    }

    private static void close(PluginClassLoader loader) {
        try {
            loader.close();
        } catch (IOException e) {
            LOGGER.atWarn().addKeyValue("plugin", loader.getName()).setCause(e).log("A plugin's jar cannot be closed");
        }
    }
}
