package io.quittance.core.plugin;

import io.quittance.core.config.ConfigurationException;
import io.quittance.core.config.Problem;
import io.quittance.spi.ProviderManifest;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Where an account's provider may call: scheme, host and port of the base URLs in its settings. Plain http is therefore
 * possible exactly where the settings say so.
 *
 * @param origins such as {@code https://api.example.com:443}
 */
record AllowedHosts(Set<String> origins) {

    AllowedHosts {
        origins = Set.copyOf(origins);
    }

    /**
     * The hosts that the settings name, or where they do not, the schema's defaults.
     *
     * @param pointer of the settings, for the problems
     * @throws ConfigurationException if one of these settings is no base URL
     */
    static AllowedHosts of(ProviderManifest manifest, JsonObject settings, String pointer) {
        Set<String> origins = new HashSet<>();
        List<Problem> problems = new ArrayList<>();
        for (String name : manifest.hostSettings()) {
            Object value = settings.containsKey(name) ? settings.getValue(name) : schemaDefault(manifest, name);
            if (value != null) {
                parse(value)
                        .flatMap(AllowedHosts::origin)
                        .ifPresentOrElse(
                                origins::add,
                                () -> problems.add(new Problem(
                                        pointer + "/" + name, "must be a URL such as https://api.example.com")));
            }
        }
        if (!problems.isEmpty()) {
            throw new ConfigurationException(problems);
        }
        return new AllowedHosts(origins);
    }

    boolean contain(URI uri) {
        return origin(uri).filter(origins::contains).isPresent();
    }

    /** Scheme, host and port; empty for a URI that does not plainly say them, or that carries credentials. */
    private static Optional<String> origin(URI uri) {
        if (uri.getScheme() == null || uri.getHost() == null || uri.getRawUserInfo() != null) {
            return Optional.empty();
        }
        String scheme = uri.getScheme().toLowerCase(Locale.ROOT);
        if (!scheme.equals("http") && !scheme.equals("https")) {
            return Optional.empty();
        }
        return Optional.of(scheme + "://" + uri.getHost().toLowerCase(Locale.ROOT) + ":" + port(uri));
    }

    /** The port, also where the URI leaves it to the scheme. */
    static int port(URI uri) {
        if (uri.getPort() >= 0) {
            return uri.getPort();
        }
        return isTls(uri) ? 443 : 80;
    }

    static boolean isTls(URI uri) {
        return "https".equalsIgnoreCase(uri.getScheme());
    }

    private static Optional<URI> parse(Object value) {
        try {
            return Optional.of(new URI(value.toString()));
        } catch (URISyntaxException e) {
            return Optional.empty();
        }
    }

    private static @Nullable Object schemaDefault(ProviderManifest manifest, String name) {
        JsonObject properties = manifest.settingsSchema().getJsonObject("properties", new JsonObject());
        return properties.getValue(name) instanceof JsonObject property ? property.getValue("default") : null;
    }
}
