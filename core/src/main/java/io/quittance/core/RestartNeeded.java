package io.quittance.core;

import io.quittance.core.config.GatewayConfig;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Function;

/** What of a configuration is fixed when the gateway starts. */
final class RestartNeeded {

    private static final Map<String, Function<GatewayConfig, Object>> FIXED = new TreeMap<>(Map.of(
            "/intake/host", config -> config.intake().host(),
            "/intake/port", config -> config.intake().port(),
            "/management/host", config -> config.management().host(),
            "/management/port", config -> config.management().port(),
            "/store", GatewayConfig::store));

    private RestartNeeded() {}

    /**
     * JSON pointers of what is different and holds only after a restart.
     *
     * @param started what the gateway started with
     */
    static List<String> pointers(GatewayConfig started, GatewayConfig now) {
        return FIXED.entrySet().stream()
                .filter(fixed -> !Objects.equals(
                        fixed.getValue().apply(started), fixed.getValue().apply(now)))
                .map(Map.Entry::getKey)
                .toList();
    }
}
