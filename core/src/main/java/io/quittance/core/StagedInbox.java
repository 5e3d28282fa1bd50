package io.quittance.core;

import io.quittance.core.config.StagingConfig;
import io.quittance.core.config.StagingLint;
import io.quittance.core.config.Warning;
import io.quittance.core.store.NewNotification;
import io.quittance.core.store.NotificationLog;
import io.quittance.core.store.staging.JournalException;
import io.quittance.core.store.staging.Staging;
import io.vertx.core.Future;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The inbox in the store, and if it is configured the local disk in front of it. */
final class StagedInbox implements NotificationLog {

    private static final Logger LOGGER = LoggerFactory.getLogger(StagedInbox.class);

    private final Foundation foundation;
    private final NotificationLog store;
    private final Runnable wake;
    private volatile @Nullable Staging staging;

    /**
     * An inbox that goes to the store alone until it is opened.
     *
     * @param wake is called when there is something to reconcile
     */
    StagedInbox(Foundation foundation, NotificationLog store, Runnable wake) {
        this.foundation = foundation;
        this.store = store;
        this.wake = wake;
    }

    /** Opens what is on the disk, if there is to be any; fails with a {@link StartException} if it cannot be used. */
    Future<Void> open() {
        StagingConfig config = foundation.config().intake().staging();
        return config == null ? Future.succeededFuture() : open(config);
    }

    private Future<Void> open(StagingConfig config) {
        Staging.Surroundings surroundings = new Staging.Surroundings(
                store, foundation.store().seal(), wake, foundation.metrics().staging(), foundation.clock());
        return foundation
                .vertx()
                .executeBlocking(() -> {
                    StagingLint.of(foundation.config()).forEach(StagedInbox::warn);
                    return Staging.open(foundation.vertx(), config, surroundings);
                })
                .onSuccess(opened -> staging = opened)
                .recover(failure -> Future.failedFuture(
                        failure instanceof JournalException unusable
                                ? new StartException(String.valueOf(unusable.getMessage()), unusable)
                                : failure))
                .mapEmpty();
    }

    private static void warn(Warning warning) {
        LOGGER.atWarn()
                .addKeyValue("reason", warning.message())
                .log("The directory of intake.staging may not keep what is acknowledged");
    }

    @Override
    public Future<List<Boolean>> write(List<NewNotification> batch) {
        Staging opened = staging;
        return opened == null ? store.write(batch) : opened.log().write(batch);
    }

    /** Begins to bring into the store what waits on the disk. */
    void drain() {
        Staging opened = staging;
        if (opened != null) {
            opened.drain();
        }
    }

    /** There is something to reconcile, unless it waits on the disk. */
    void wake() {
        Staging opened = staging;
        if (opened == null) {
            wake.run();
        } else {
            opened.wake();
        }
    }

    /** Whether notifications can be taken while the store cannot be reached. */
    boolean acceptsWithoutStore() {
        Staging opened = staging;
        return opened != null && opened.accepts();
    }

    Future<Void> close() {
        Staging opened = staging;
        return opened == null ? Future.succeededFuture() : opened.close();
    }
}
