package io.quittance.core.cli;

import io.quittance.core.plugin.LoadedPlugin;
import io.quittance.core.plugin.LoadedPlugins;
import io.quittance.core.plugin.PluginLoader;
import io.quittance.spi.ProviderManifest;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code quittance providers}: what is found in the plugins directory. */
@Command(
        name = "providers",
        description = {
            "Lists the providers that are found, and the jars that are passed over.",
            "A row tells name, version, jar, the versions of the SPI that it is for, and what it can do."
        },
        footer = {
            "Those of the installation", "quittance providers",
            "Those of another directory", "quittance providers --plugins /srv/quittance/plugins",
            "Which settings the accounts of one take", "quittance providers --schema smart2pay"
        })
final class ProvidersCommand implements Callable<Integer> {

    private static final String ROW = "%-14s %-16s %-36s %-12s %s%n";

    @Option(
            names = "--plugins",
            paramLabel = "DIR",
            description = "The directory with the provider jars. Default: plugins, in the installation.")
    private @Nullable Path plugins;

    @Option(
            names = "--schema",
            paramLabel = "NAME",
            description = "Prints the settings schema of one provider instead.")
    private @Nullable String schema;

    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public Integer call() {
        Path directory = plugins == null ? Installation.plugins() : plugins;
        if (!Files.isDirectory(directory)) {
            throw new ParameterException(Printing.command(spec), "There is no directory " + directory);
        }
        try (LoadedPlugins loaded = PluginLoader.load(directory)) {
            if (schema != null) {
                printSchema(loaded, schema);
            } else {
                print(loaded);
            }
        }
        return ExitCode.OK;
    }

    private void printSchema(LoadedPlugins loaded, String name) {
        Optional<ProviderManifest> manifest = loaded.manifest(name);
        if (manifest.isEmpty()) {
            throw new ParameterException(Printing.command(spec), loaded.explainMissing(name));
        }
        Printing.out(spec).println(manifest.get().settingsSchema().encodePrettily());
    }

    private void print(LoadedPlugins loaded) {
        PrintWriter out = Printing.out(spec);
        out.printf(ROW, "NAME", "VERSION", "JAR", "SPI", "CAPABILITIES");
        for (LoadedPlugin plugin : loaded.plugins()) {
            out.printf(
                    ROW,
                    plugin.name(),
                    plugin.version(),
                    plugin.fileName(),
                    plugin.spi(),
                    String.join(", ", plugin.capabilities()));
        }
        loaded.broken().forEach(broken -> out.println("passed over: " + broken));
        out.flush();
    }
}
