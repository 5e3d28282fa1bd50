package io.quittance.core.plugin;

import io.quittance.spi.PaymentProviderFactory;
import java.io.IOException;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What the author of a plugin says about its providers, in a jar of its own: what is recorded, how they sign, what amounts
 * mean. Whoever makes one closes it.
 */
public final class ConformanceSubjects implements AutoCloseable {

    private final Path jar;
    private final ConformanceKit kit;
    private final LoadedPlugins plugin;
    private final SubjectClassLoader loader;

    /**
     * The subjects in a jar.
     *
     * @param plugin what they have to be about: a plugin that was loaded alone and is not broken
     * @param simulators jars in which they may find the simulators of their providers
     */
    public ConformanceSubjects(Path jar, ConformanceKit kit, LoadedPlugins plugin, List<Path> simulators) {
        this.jar = jar;
        this.kit = kit;
        this.plugin = plugin;
        this.loader = new SubjectClassLoader(
                jar, kit.loader(), plugin.plugins().get(0).loader(), simulators);
    }

    /**
     * The subjects, at least one for each provider of the plugin. Blocks: it reads files and runs constructors.
     *
     * @throws ConformanceException if they cannot be used, or would test something else than the plugin
     */
    public List<?> load() {
        try (ContextClassLoaderSwap ignored = ContextClassLoaderSwap.to(loader)) {
            JarCheck.check(jar);
            List<?> subjects = new ServiceDiscovery<>(kit.subject(), "subject", "subject").discover(loader);
            requireAll(subjects);
            return subjects;
        } catch (PluginFault fault) {
            throw new ConformanceException(PluginSource.fileName(jar) + ": " + fault.reason());
        }
    }

    private void requireAll(List<?> subjects) throws PluginFault {
        Set<Class<?>> tested = new HashSet<>();
        for (Object subject : subjects) {
            tested.add(tested(subject));
        }
        for (LoadedPlugin provider : plugin.plugins()) {
            if (!tested.contains(provider.factory().getClass())) {
                throw new PluginFault(
                        "it has no subject for the provider \"" + provider.name() + "\" of " + provider.fileName());
            }
        }
    }

    /** The class of a subject's factory, which has to be the very one that the plugin offers. */
    private Class<?> tested(Object subject) throws PluginFault {
        Class<?> tested = factory(subject).getClass();
        if (plugin.plugins().stream().noneMatch(offer -> offer.factory().getClass() == tested)) {
            throw new PluginFault("its subject " + subject.getClass().getName() + " would test " + tested.getName()
                    + " from " + origin(tested) + ", and not what " + fileName() + " offers: " + offered());
        }
        return tested;
    }

    @SuppressWarnings("checkstyle:IllegalCatch") // Whatever a subject throws is its own fault.
    private PaymentProviderFactory factory(Object subject) throws PluginFault {
        try {
            return Objects.requireNonNull(kit.factory(subject), "it is null");
        } catch (RuntimeException | LinkageError thrown) {
            throw new PluginFault("its subject " + subject.getClass().getName() + " has no factory for " + fileName()
                    + ": " + PluginFault.words(thrown));
        }
    }

    private String fileName() {
        return plugin.plugins().get(0).fileName();
    }

    private String offered() {
        return plugin.plugins().stream()
                .map(offer -> offer.factory().getClass().getName())
                .collect(Collectors.joining(", "));
    }

    private static String origin(Class<?> type) {
        return Optional.ofNullable(type.getProtectionDomain().getCodeSource())
                .map(CodeSource::getLocation)
                .map(place -> PluginSource.fileName(Path.of(place.getPath())))
                .orElse("elsewhere");
    }

    @Override
    public void close() throws IOException {
        loader.close();
    }
}
