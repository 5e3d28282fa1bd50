package io.quittance.core;

import io.quittance.core.config.GatewayConfig;
import io.quittance.core.config.TelemetryConfig;
import io.quittance.core.console.Console;
import io.quittance.core.plugin.LoadedPlugins;
import io.quittance.core.plugin.PluginWatch;
import io.quittance.core.store.Database;
import io.quittance.core.store.StoreTime;
import io.quittance.core.telemetry.GatewayMetrics;
import io.quittance.core.telemetry.Telemetry;
import io.quittance.core.trace.OpenTelemetryTracing;
import io.quittance.core.trace.Tracing;
import io.vertx.core.Vertx;
import java.time.Clock;
import java.util.List;

/**
 * What everything stands on.
 *
 * @param configured its plugins are closed with the gateway
 * @param watch looks from the gateway's start to its end
 * @param store stays the caller's
 * @param console who is signed in stays so when the configuration changes
 * @param time of the store, and of this machine
 * @param clock what happens is put in order by it
 */
public record Foundation(
        Vertx vertx,
        Configured configured,
        GatewayStore store,
        Database database,
        GatewayMetrics metrics,
        Tracing tracing,
        PluginWatch watch,
        Console console,
        StoreTime time,
        Clock clock) {

    /**
     * A foundation on this store, and by its time; the metrics tell of its pools if they were given to Vert.x.
     *
     * @param machine its clock, by which it goes until the store has told its time
     */
    public static Foundation byTimeOfStore(
            Vertx vertx, Configured configured, GatewayStore store, GatewayMetrics metrics, Clock machine) {
        Database database = database(vertx, store);
        StoreTime time = new StoreTime(database.general(), machine);
        return of(vertx, configured, store, database, metrics, time, time.clock());
    }

    /** The same by another time. */
    public static Foundation of(
            Vertx vertx, Configured configured, GatewayStore store, GatewayMetrics metrics, Clock clock) {
        Database database = database(vertx, store);
        return of(vertx, configured, store, database, metrics, new StoreTime(database.general(), clock), clock);
    }

    private static Database database(Vertx vertx, GatewayStore store) {
        return Database.open(vertx, store.address(), store.poolSize(), store.seal());
    }

    private static Foundation of(
            Vertx vertx,
            Configured configured,
            GatewayStore store,
            Database database,
            GatewayMetrics metrics,
            StoreTime time,
            Clock clock) {
        Console console = new Console(vertx, metrics, clock);
        Tracing tracing = tracing(configured.config().telemetry(), metrics);
        return new Foundation(
                vertx, configured, store, database, metrics, tracing, new PluginWatch(), console, time, clock);
    }

    private static Tracing tracing(TelemetryConfig telemetry, GatewayMetrics metrics) {
        TelemetryConfig.Traces traces = telemetry.traces();
        return traces == null ? Tracing.OFF : OpenTelemetryTracing.sending(traces, Build.version(), metrics.spans());
    }

    /** What it tells about its work. */
    Telemetry telemetry() {
        return new Telemetry(metrics, tracing);
    }

    /** The same for a configuration that is in no file. */
    public static Foundation of(
            Vertx vertx, GatewayConfig config, LoadedPlugins plugins, GatewayStore store, Clock clock) {
        return of(vertx, new Configured(config, plugins, null), store, new GatewayMetrics(), clock);
    }

    /** What it is configured to do. */
    GatewayConfig config() {
        return configured.config();
    }

    /** Its plugins. */
    LoadedPlugins plugins() {
        return configured.plugins();
    }

    /** The same without its plugins. */
    Foundation withoutPlugins() {
        return with(new Configured(config(), new LoadedPlugins(List.of(), List.of()), configured.file()));
    }

    /** The same with another configuration. */
    Foundation with(Configured other) {
        return new Foundation(vertx, other, store, database, metrics, tracing, watch, console, time, clock);
    }
}
