package io.quittance.core.telemetry;

import io.quittance.core.trace.Tracing;

/** What the gateway tells about its work, beside its log. */
public record Telemetry(GatewayMetrics metrics, Tracing tracing) {

    /** Without traces. */
    public static Telemetry of(GatewayMetrics metrics) {
        return new Telemetry(metrics, Tracing.OFF);
    }
}
