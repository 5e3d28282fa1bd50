package io.quittance.core.store.staging;

import io.quittance.core.store.NewNotification;
import io.quittance.core.store.NotificationLog;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** A store that can be away, and refuse values. Keeps what it is given, as often as it is given. */
final class FlakyStore implements NotificationLog {

    private final List<NewNotification> kept = new ArrayList<>();
    private Function<List<NewNotification>, Future<Void>> condition = batch -> Future.succeededFuture();
    private int asked;

    /** What each batch meets from now on, before it is kept. */
    synchronized void meets(Function<List<NewNotification>, Future<Void>> condition) {
        this.condition = condition;
    }

    @Override
    public synchronized Future<List<Boolean>> write(List<NewNotification> batch) {
        asked++;
        return condition.apply(batch).map(passed -> keep(batch));
    }

    synchronized List<NewNotification> kept() {
        return List.copyOf(kept);
    }

    synchronized int asked() {
        return asked;
    }

    private synchronized List<Boolean> keep(List<NewNotification> batch) {
        kept.addAll(batch);
        return batch.stream().map(notification -> false).toList();
    }
}
