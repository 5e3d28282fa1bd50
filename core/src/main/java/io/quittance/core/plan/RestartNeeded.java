package io.quittance.core.plan;

import io.quittance.core.config.EncryptionConfig;
import io.quittance.core.config.GatewayConfig;
import io.quittance.core.config.IntakeConfig;
import io.quittance.core.config.ManagementConfig;
import io.quittance.core.config.StoreConfig;
import io.quittance.core.config.TelemetryConfig;
import io.quittance.core.config.TlsConfig;
import io.quittance.spi.Secret;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What of a configuration is fixed when the gateway starts. */
public final class RestartNeeded {

    private static final String STAGING = "/intake/staging";
    private static final String TRACES = "/telemetry/traces";

    private static final Map<String, Function<GatewayConfig, Object>> FIXED = new TreeMap<>(Map.of(
            "/intake/host",
            config -> config.intake().host(),
            "/intake/port",
            config -> config.intake().port(),
            "/intake/tls",
            config -> config.intake().tls() != null,
            STAGING,
            config -> Optional.ofNullable(config.intake().staging()),
            "/management/host",
            config -> config.management().host(),
            "/management/port",
            config -> config.management().port(),
            "/management/tls",
            config -> config.management().tls() != null,
            "/store",
            config -> values(config.store()),
            TRACES,
            config -> values(config.telemetry().traces())));

    private RestartNeeded() {}

    /** Secrets are compared by their values: the same ones are other objects whenever the file is read again. */
    private static Object values(StoreConfig store) {
        if (store instanceof StoreConfig.Server server) {
            Secret password = server.password();
            return List.of(
                    server.uri(),
                    password == null ? List.of() : password.values(),
                    server.poolSize(),
                    server.roles(),
                    values(server.encryption()));
        }
        return List.of(((StoreConfig.Embedded) store).directory(), values(store.encryption()));
    }

    private static List<Object> values(@Nullable EncryptionConfig encryption) {
        return encryption == null ? List.of() : List.of(encryption.keys().values(), encryption.seals());
    }

    /** As {@link #values(StoreConfig)}. */
    private static List<Object> values(TelemetryConfig.@Nullable Traces traces) {
        if (traces == null) {
            return List.of();
        }
        Map<String, Object> headers = new TreeMap<>();
        traces.headers().forEach((name, value) -> headers.put(name, value.values()));
        return List.of(traces.endpoint(), traces.sampled(), headers);
    }

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
                        holding(started.intake().tls(), intake.tls()),
                        intake.publicUrl(),
                        intake.maxBodyBytes(),
                        intake.trustedProxies(),
                        started.intake().staging()),
                new ManagementConfig(
                        started.management().host(),
                        started.management().port(),
                        holding(started.management().tls(), now.management().tls()),
                        now.management().trustedProxies(),
                        now.management().tokens()),
                started.store(),
                now.plugins(),
                now.accounts(),
                now.endpoints(),
                now.retention(),
                started.telemetry());
    }

    /** A server that began with TLS takes another certificate at once, but goes on with it, and one without goes on without. */
    private static @Nullable TlsConfig holding(@Nullable TlsConfig started, @Nullable TlsConfig now) {
        return (started == null) == (now == null) ? now : started;
    }

    /** Whether what is at this JSON pointer is fixed. */
    static boolean isFixed(String pointer) {
        return FIXED.containsKey(pointer)
                || Stream.of("/store", STAGING, TRACES).anyMatch(parent -> pointer.startsWith(parent + "/"));
    }
}
