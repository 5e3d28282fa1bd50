package io.quittance.core.retention;

import io.quittance.core.store.ExpiredMonths.OldMonth;
import io.vertx.core.Future;
import java.util.List;
import java.util.UUID;

/** Where notifications are kept that go. What it does not confirm does not go. */
interface Archive {

    /** Keeps none. */
    Archive NONE = new Archive() {

        @Override
        public Future<Void> month(OldMonth month) {
            return Future.succeededFuture();
        }

        @Override
        public Future<Void> notifications(String account, List<UUID> notifications) {
            return Future.succeededFuture();
        }
    };

    /** Keeps all notifications of a month; doing so again does no harm. */
    Future<Void> month(OldMonth month);

    /** Keeps these notifications of an account; doing so again does no harm. */
    Future<Void> notifications(String account, List<UUID> notifications);
}
