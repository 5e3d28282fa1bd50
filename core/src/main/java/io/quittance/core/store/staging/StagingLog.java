package io.quittance.core.store.staging;

import static java.util.concurrent.TimeUnit.MILLISECONDS;

import io.quittance.core.store.NewNotification;
import io.quittance.core.store.NotificationLog;
import io.quittance.core.store.SqlFailure;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.Collections;
import java.util.List;

/**
 * Keeps notifications in the store, and on the local disk while the store is away. Who is known to be away is not waited
 * for. What may or may not have come to be stored is staged too: the keys of the inbox see to it that it counts once.
 */
final class StagingLog implements NotificationLog {

    private final NotificationLog store;
    private final StagingArea area;
    private final StoreAbsence absence;
    private final Duration patience;

    /**
     * Keeps notifications.
     *
     * @param patience how long the store may take for a batch; the sender is still there to be answered afterwards
     */
    StagingLog(NotificationLog store, StagingArea area, StoreAbsence absence, Duration patience) {
        this.store = store;
        this.area = area;
        this.absence = absence;
        this.patience = patience;
    }

    /** As of the store; what is staged counts as new, since nobody can know. */
    @Override
    public Future<List<Boolean>> write(List<NewNotification> batch) {
        return absence.isAway()
                ? stage(batch)
                : store.write(batch)
                        .timeout(patience.toMillis(), MILLISECONDS)
                        .recover(failure -> stageIfAway(batch, failure));
    }

    private Future<List<Boolean>> stageIfAway(List<NewNotification> batch, Throwable failure) {
        if (!SqlFailure.isStoreAway(failure)) {
            return Future.failedFuture(failure);
        }
        absence.began(failure);
        return stage(batch);
    }

    private Future<List<Boolean>> stage(List<NewNotification> batch) {
        return area.append(batch).map(staged -> Collections.nCopies(batch.size(), true));
    }
}
