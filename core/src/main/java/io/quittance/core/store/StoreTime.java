package io.quittance.core.store;

import static java.util.concurrent.TimeUnit.SECONDS;

import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Asks the store for its time, one question after the other, and tells when the machine's clock begins to differ from it, or no longer does. */
final class StoreTime {

    /** From here on somebody has to look at the clocks. */
    static final Duration APART = Duration.ofSeconds(2);

    private static final Logger LOGGER = LoggerFactory.getLogger(StoreTime.class);
    private static final int ANSWER_SECONDS = 2;

    private final Pool pool;
    private final StoreClock clock;
    private Future<?> asking = Future.succeededFuture();
    private boolean apart;

    StoreTime(Pool pool, StoreClock clock) {
        this.pool = pool;
        this.clock = clock;
    }

    Clock clock() {
        return clock.withZone(ZoneOffset.UTC);
    }

    synchronized Future<Duration> ask() {
        if (!asking.isComplete()) {
            return Future.succeededFuture(clock.machineAhead());
        }
        long askedAt = clock.nanoTime();
        Future<Duration> answered = pool.query("select clock_timestamp() as time")
                .execute()
                .timeout(ANSWER_SECONDS, SECONDS)
                .map(rows -> rows.iterator().next().getOffsetDateTime("time").toInstant())
                .map(time -> {
                    clock.told(time, askedAt);
                    return told(clock.machineAhead());
                })
                .otherwise(failure -> clock.machineAhead());
        asking = answered;
        return answered;
    }

    private synchronized Duration told(Duration ahead) {
        boolean differs = ahead.abs().compareTo(APART) > 0;
        if (differs && !apart) {
            LOGGER.atWarn()
                    .addKeyValue("ahead_ms", ahead.toMillis())
                    .log("The machine's clock differs from the store's");
        } else if (!differs && apart) {
            LOGGER.atInfo()
                    .addKeyValue("ahead_ms", ahead.toMillis())
                    .log("The machine's clock agrees with the store's");
        }
        apart = differs;
        return ahead;
    }
}
