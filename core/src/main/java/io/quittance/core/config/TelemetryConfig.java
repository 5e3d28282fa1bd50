package io.quittance.core.config;

import io.quittance.spi.Secret;
import java.net.URI;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the gateway tells about itself, beside its metrics and its log.
 *
 * @param traces null: none are made
 */
public record TelemetryConfig(@Nullable Traces traces) {

    /** What holds if nothing is said: no traces. */
    public static final TelemetryConfig NONE = new TelemetryConfig(null);

    /**
     * Where traces are sent, by OTLP over HTTP.
     *
     * @param endpoint the receiver's base; traces go to {@code v1/traces} below it
     * @param sampled the share of traces that are made, 0 to 1
     * @param headers sent along with all traces, by name
     */
    public record Traces(URI endpoint, double sampled, Map<String, Secret> headers) {

        public Traces {
            headers = Map.copyOf(headers);
        }
    }
}
