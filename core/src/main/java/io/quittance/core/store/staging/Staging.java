package io.quittance.core.store.staging;

import io.quittance.core.config.StagingConfig;
import io.quittance.core.store.NotificationLog;
import io.quittance.core.store.NotificationSeal;
import io.quittance.core.telemetry.StagingMeters;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Clock;
import java.time.Duration;

/** Goes on taking notifications while the store is away: they wait on the local disk, and come into the store when it is back. */
public final class Staging {

    // Senders give up after ten seconds at the earliest, and the disk takes its time as well.
    private static final Duration PATIENCE = Duration.ofSeconds(3);
    private static final Duration PAUSE = Duration.ofSeconds(1);

    private final StagingArea area;
    private final StoreAbsence absence;
    private final StagingLog log;
    private final Drain drain;
    private final Runnable wake;

    private Staging(StagingArea area, StoreAbsence absence, StagingLog log, Drain drain, Runnable wake) {
        this.area = area;
        this.absence = absence;
        this.wake = wake;
        this.log = log;
        this.drain = drain;
    }

    /** What it works with: the store it stands in for, how that seals, and who is told of work. */
    public record Surroundings(
            NotificationLog store, NotificationSeal seal, Runnable wake, StagingMeters meters, Clock clock) {}

    /**
     * Opens the journal of a directory. Blocks.
     *
     * @throws JournalException if it cannot be used
     */
    public static Staging open(Vertx vertx, StagingConfig config, Surroundings with) {
        return open(vertx, config, with, PATIENCE, PAUSE);
    }

    static Staging open(Vertx vertx, StagingConfig config, Surroundings with, Duration patience, Duration pause) {
        Journal journal = Journal.open(config.directory(), config.maxBytes(), with.clock);
        StagedForm form = new StagedForm(with.seal);
        StagingArea area = new StagingArea(vertx, journal, form, with.meters, with.clock);
        StoreAbsence absence = new StoreAbsence();
        return new Staging(
                area,
                absence,
                new StagingLog(with.store, area, absence, patience),
                new Drain(vertx, with.store, area, form, absence, with.wake, pause),
                with.wake);
    }

    /** Keeps notifications, in the store or on the disk. */
    public NotificationLog log() {
        return log;
    }

    /** Begins to bring into the store what waits. */
    public void drain() {
        drain.start();
    }

    /** There is something to reconcile, unless it waits on the disk. */
    public void wake() {
        if (!absence.isAway()) {
            wake.run();
        }
    }

    /** Whether notifications can be taken without the store. */
    public boolean accepts() {
        return area.accepts();
    }

    /** Ends; what still waits is there at the next start. */
    public Future<Void> close() {
        return drain.close().eventually(area::close);
    }
}
