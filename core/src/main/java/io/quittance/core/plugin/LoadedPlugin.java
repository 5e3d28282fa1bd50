package io.quittance.core.plugin;

import io.quittance.spi.PaymentProviderFactory;
import io.quittance.spi.ProviderManifest;
import io.quittance.spi.SpiRange;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;

/**
 * A provider that a plugin offers.
 *
 * @param name as the factory tells it
 * @param manifest as the factory tells it
 * @param jar the plugin's jar, or the directory of its jars
 * @param loader what its classes come from
 */
public record LoadedPlugin(
        PaymentProviderFactory factory, String name, ProviderManifest manifest, Path jar, PluginClassLoader loader) {

    /** The plugin's own version. */
    public String version() {
        return manifest.version();
    }

    /** The SPI versions that it works with. */
    public SpiRange spi() {
        return manifest.spi();
    }

    /** The jar's name without its directory. */
    public String fileName() {
        return PluginSource.fileName(jar);
    }

    /** The SHA-256 of the jar's bytes, in hexadecimal digits; of several jars, that of the output of {@code sha256sum *.jar}. */
    public String sha256() {
        return loader.sha256();
    }

    /** What the manifest says that the provider can do, in words, for people. */
    public List<String> capabilities() {
        String keys = manifest.keySource().name().toLowerCase(Locale.ROOT).replace('_', ' ');
        String calls = manifest.hostSettings().isEmpty()
                ? "calls nobody"
                : "calls the hosts in " + String.join(", ", manifest.hostSettings());
        return List.of(
                "notifies by " + String.join(", ", new TreeSet<>(manifest.methods())),
                "repeats for " + manifest.retryWindow().toHours() + " h",
                "keys from " + keys,
                calls);
    }
}
