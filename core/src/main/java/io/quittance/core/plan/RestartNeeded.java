package io.quittance.core.plan;

import io.quittance.core.config.GatewayConfig;
import io.quittance.core.config.IntakeConfig;
import io.quittance.core.config.ManagementConfig;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Function;

/** What of a configuration is fixed when the gateway starts. */
public final class RestartNeeded {

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
    public static List<String> pointers(GatewayConfig started, GatewayConfig now) {
        return FIXED.entrySet().stream()
                .filter(fixed -> !Objects.equals(
                        fixed.getValue().apply(started), fixed.getValue().apply(now)))
                .map(Map.Entry::getKey)
                .toList();
    }

    /** What holds of a configuration without a restart: the rest is as it was at the start. */
    public static GatewayConfig holding(GatewayConfig started, GatewayConfig now) {
        IntakeConfig intake = now.intake();
        return new GatewayConfig(
                new IntakeConfig(
                        started.intake().host(),
                        started.intake().port(),
                        intake.publicUrl(),
                        intake.maxBodyBytes(),
                        intake.trustedProxies()),
                new ManagementConfig(
                        started.management().host(),
                        started.management().port(),
                        now.management().tokens()),
                started.store(),
                now.plugins(),
                now.accounts(),
                now.endpoints(),
                now.retention());
    }

    /** Whether what is at this JSON pointer is fixed. */
    static boolean isFixed(String pointer) {
        return FIXED.keySet().stream().anyMatch(fixed -> pointer.equals(fixed) || pointer.startsWith(fixed + "/"));
    }
}
