package io.quittance.core.http;

import io.quittance.spi.ProviderManifest;
import java.util.List;

/**
 * A loaded provider, as people see it.
 *
 * @param version of the plugin
 * @param spi the SPI versions that it was built for
 * @param jar the name of the file that it came in
 * @param methods the HTTP methods with which it notifies
 * @param retryWindow how long it repeats what is not acknowledged, as in ISO 8601
 */
public record ProviderView(
        String name, String version, String spi, String jar, List<String> methods, String retryWindow) {

    public ProviderView {
        methods = List.copyOf(methods);
    }

    /** What a provider's manifest tells. */
    public static ProviderView of(String name, String jar, ProviderManifest manifest) {
        return new ProviderView(
                name,
                manifest.version(),
                manifest.spi().toString(),
                jar,
                manifest.methods().stream().sorted().toList(),
                manifest.retryWindow().toString());
    }
}
