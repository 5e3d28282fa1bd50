package io.quittance.core.config;

import java.nio.file.Path;
import java.util.List;

/**
 * A valid configuration.
 *
 * @param plugins the directory with the provider jars
 */
public record GatewayConfig(
        IntakeConfig intake,
        ManagementConfig management,
        StoreConfig store,
        Path plugins,
        List<AccountConfig> accounts,
        List<EndpointConfig> endpoints,
        RetentionConfig retention,
        TelemetryConfig telemetry) {

    public GatewayConfig {
        accounts = List.copyOf(accounts);
        endpoints = List.copyOf(endpoints);
    }

    /** One that keeps what is stored as long as is usual, and makes no traces. */
    public GatewayConfig(
            IntakeConfig intake,
            ManagementConfig management,
            StoreConfig store,
            Path plugins,
            List<AccountConfig> accounts,
            List<EndpointConfig> endpoints) {
        this(intake, management, store, plugins, accounts, endpoints, RetentionConfig.DEFAULT, TelemetryConfig.NONE);
    }
}
