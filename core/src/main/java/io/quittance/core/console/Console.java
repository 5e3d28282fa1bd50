package io.quittance.core.console;

import io.quittance.core.telemetry.GatewayMetrics;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Clock;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What of the console outlasts changes of the configuration: who is signed in, and what was measured. May be used from any
 * thread.
 */
public final class Console {

    private final Vertx vertx;
    private final Sessions sessions;
    private final SignInLimit limit;
    private final Pulse pulse;
    private final GatewayMetrics metrics;
    private @Nullable Future<Assets> assets;

    /** A console that nobody has looked at yet. */
    public Console(Vertx vertx, GatewayMetrics metrics, Clock clock) {
        this.vertx = vertx;
        this.sessions = new Sessions(clock);
        this.limit = new SignInLimit(clock, SignInLimit.OF_PEOPLE);
        this.pulse = new Pulse(clock);
        this.metrics = metrics;
    }

    /** Begins to measure, until its Vert.x ends. */
    public void start() {
        vertx.setPeriodic(0, Pulse.EVERY.toMillis(), tick -> pulse.feel(metrics.intake()));
    }

    /** Styles and scripts, read when they are first asked for. */
    public synchronized Future<Assets> assets() {
        if (assets == null || assets.failed()) {
            assets = vertx.executeBlocking(Assets::load).map(Objects::requireNonNull);
        }
        return assets;
    }

    /** Who is signed in. */
    public Sessions sessions() {
        return sessions;
    }

    /** How often somebody may try to sign in. */
    public SignInLimit limit() {
        return limit;
    }

    /** What was measured. */
    public Pulse pulse() {
        return pulse;
    }

    /** Where attempts to sign in are counted. */
    public GatewayMetrics metrics() {
        return metrics;
    }
}
