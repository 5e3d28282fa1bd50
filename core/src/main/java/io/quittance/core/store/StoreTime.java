package io.quittance.core.store;

import static java.util.concurrent.TimeUnit.SECONDS;

import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks the store for its time, one question after the other, and tells when the machine's clock begins to differ from it, or no
 * longer does. May be used by any thread.
 */
public final class StoreTime {

    /** From here on somebody has to look at the clocks. */
    static final Duration APART = Duration.ofSeconds(2);

    private static final Logger LOGGER = LoggerFactory.getLogger(StoreTime.class);
    private static final int ANSWER_SECONDS = 2;

    private final Pool pool;
    private final Clock machine;
    private final StoreClock clock;
    private Future<?> asking = Future.succeededFuture();
    private boolean apart;

    /**
     * Not asked yet.
     *
     * @param machine the clock of this machine, which may be wrong
     */
    public StoreTime(Pool pool, Clock machine) {
        this.pool = pool;
        this.machine = machine;
        this.clock = new StoreClock(machine, System::nanoTime);
    }

    /** The time of the store, once {@link #ask} has had an answer; until then the machine's. */
    public Clock clock() {
        return clock.withZone(ZoneOffset.UTC);
    }

    /** The clock of this machine. */
    public Clock machine() {
        return machine;
    }

    /**
     * Asks the store, unless an answer is under way.
     *
     * @return how far the machine's clock is ahead, as far as it is known; never fails
     */
    public synchronized Future<Duration> ask() {
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
