package io.quittance.core.plugin;

import java.util.List;
import java.util.Optional;

/** Which classes a plugin takes from the gateway instead of from its own jar. Whatever is not named here is not shared. */
final class SharedPackages {

    /** For messages: what a plugin may expect from the gateway. */
    static final String NAMES = "io.quittance.spi and io.vertx.core";

    private static final List<String> SHARED = List.of(
            // The contract: both sides must mean the same types.
            "io.quittance.spi.",
            // The SPI speaks in Future, Buffer and JsonObject. Their public signatures name neither Netty nor Jackson,
            // so
            // those are not shared: a plugin that wants them brings its own, of whatever version.
            "io.vertx.core.");

    private static final List<String> WITHHELD = List.of(
            // Not API: may change with each release of Vert.x, and would bind plugins to it. The gateway's own classes
            // resolve these through the gateway's loader, so that nothing shared misses them.
            "io.vertx.core.internal.",
            "io.vertx.core.impl.",
            "io.vertx.core.spi.",
            // Jackson in disguise: its signatures name Jackson types that a plugin would resolve to its own copies.
            "io.vertx.core.json.jackson.");

    private SharedPackages() {}

    /** Whether a class, by its binary name, comes from the gateway. */
    static boolean contains(String className) {
        return SHARED.stream().anyMatch(className::startsWith)
                && WITHHELD.stream().noneMatch(className::startsWith);
    }

    /** The class that a jar entry bundles although the gateway provides its library; empty for all other entries. */
    static Optional<String> bundled(String jarEntry) {
        if (!jarEntry.endsWith(".class")) {
            return Optional.empty();
        }
        String className = jarEntry.substring(0, jarEntry.length() - ".class".length())
                .replaceFirst("^META-INF/versions/\\d+/", "")
                .replace('/', '.');
        return SHARED.stream().anyMatch(className::startsWith) ? Optional.of(className) : Optional.empty();
    }
}
