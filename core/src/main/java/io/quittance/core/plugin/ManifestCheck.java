package io.quittance.core.plugin;

import io.quittance.spi.ProviderManifest;
import io.quittance.spi.SpiVersion;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Whether what a plugin says about itself can be worked with. Plugins are not compiled with null checks: nulls count. */
final class ManifestCheck {

    private static final Pattern NAME = Pattern.compile("[a-z0-9]+(-[a-z0-9]+)*");
    private static final int LONGEST_NAME = 50;
    private static final Pattern VERSION = Pattern.compile("[!-~]{1,50}");
    private static final Pattern METHOD = Pattern.compile("[A-Z]{1,20}");

    private final SchemaCheck schemas = new SchemaCheck();

    /** Refuses a name that configuration could not hold. */
    static String checkName(@Nullable String name) throws PluginFault {
        if (name == null) {
            throw new PluginFault("its factory's name() returns null");
        }
        if (!NAME.matcher(name).matches() || name.length() > LONGEST_NAME) {
            throw new PluginFault("its factory's name() returns \"" + name
                    + "\"; a name is lower-case letters, digits and single dashes between them, at most " + LONGEST_NAME
                    + " characters");
        }
        return name;
    }

    /** Refuses a manifest for all that is wrong with it, an SPI that this gateway does not have before all else. */
    ProviderManifest check(@Nullable ProviderManifest manifest) throws PluginFault {
        if (manifest == null) {
            throw new PluginFault("its factory's manifest() returns null");
        }
        if (manifest.spi() != null && !manifest.spi().contains(SpiVersion.CURRENT)) {
            throw new PluginFault(
                    "it works with SPI " + manifest.spi() + ", and this gateway has SPI " + SpiVersion.CURRENT);
        }
        List<String> faults = faults(manifest);
        if (!faults.isEmpty()) {
            throw new PluginFault("its manifest is wrong: " + String.join("; ", faults));
        }
        return manifest;
    }

    private List<String> faults(ProviderManifest manifest) {
        List<String> faults = new ArrayList<>();
        if (manifest.spi() == null) {
            faults.add("spi is null");
        }
        if (manifest.version() == null || !VERSION.matcher(manifest.version()).matches()) {
            faults.add("version must be 1 to 50 visible ASCII characters");
        }
        if (manifest.methods().isEmpty()
                || !manifest.methods().stream()
                        .allMatch(method -> METHOD.matcher(method).matches())) {
            faults.add("methods must be HTTP methods in upper case, at least one");
        }
        if (manifest.retryWindow() == null || manifest.retryWindow().isNegative()) {
            faults.add("retryWindow must be a duration that is not negative");
        }
        if (manifest.keySource() == null) {
            faults.add("keySource is null");
        }
        if (manifest.answers() == null) {
            faults.add("answers is null");
        }
        schemas.fault(manifest.settingsSchema())
                .ifPresent(fault -> faults.add("settingsSchema is not a JSON Schema of draft 2020-12: " + fault));
        return faults;
    }
}
