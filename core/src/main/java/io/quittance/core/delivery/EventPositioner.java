package io.quittance.core.delivery;

import static java.util.concurrent.TimeUnit.MILLISECONDS;

import io.quittance.core.store.FeedStore;
import io.quittance.core.store.FeedStore.Positioning;
import io.quittance.core.telemetry.FailureStreak;
import io.quittance.core.telemetry.GatewayMetrics;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Gives committed events their places in the feed. Woken by whoever knows that there are new ones, and by a slow poll as
 * the net under lost wake-ups. It pauses between two batches, so that a batch is worth its transaction.
 */
public final class EventPositioner extends VerticleBase {

    private static final Logger LOGGER = LoggerFactory.getLogger(EventPositioner.class);

    private static final int BATCH = 1_000;
    private static final long POLL_MILLIS = 500;
    private static final long PAUSE_MILLIS = 20;
    private static final long LAG_MILLIS = 5_000;

    private final FeedStore feed;
    private final Runnable positioned;
    private final GatewayMetrics metrics;
    private final FailureStreak streak = new FailureStreak();
    private final SingleRun positioning = new SingleRun(this::position);
    private final WakeUp wakeUp = new WakeUp(positioning::run);

    /**
     * Numbers this feed.
     *
     * @param positioned is called when there is something new in it
     */
    public EventPositioner(FeedStore feed, Runnable positioned, GatewayMetrics metrics) {
        this.feed = feed;
        this.positioned = positioned;
        this.metrics = metrics;
    }

    @Override
    public Future<?> start() {
        wakeUp.on(context);
        vertx.setPeriodic(POLL_MILLIS, tick -> positioning.run());
        vertx.setPeriodic(LAG_MILLIS, tick -> measure());
        positioning.run();
        return Future.succeededFuture();
    }

    /** Says that events were committed; may be called from anywhere, and as often as there are some. */
    public void wake() {
        wakeUp.call();
    }

    private Future<Boolean> position() {
        return vertx.timer(PAUSE_MILLIS, MILLISECONDS)
                .compose(now -> feed.position(BATCH, positioned))
                .map(result -> result != Positioning.DONE)
                .onComplete(streak.telling((failure, times) -> LOGGER.atWarn()
                        .addKeyValue("reason", String.valueOf(failure.getMessage()))
                        .addKeyValue("times", times)
                        .log("Events cannot be put into the feed; tried again")));
    }

    private void measure() {
        feed.lagSeconds()
                .onSuccess(seconds -> metrics.feedLag(Duration.ofSeconds(seconds)))
                .onFailure(failure -> LOGGER.atDebug().log("The lag of the feed cannot be measured"));
    }
}
