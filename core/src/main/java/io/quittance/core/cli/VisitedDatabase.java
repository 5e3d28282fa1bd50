package io.quittance.core.cli;

import io.quittance.core.GatewayStore;
import io.quittance.core.store.Database;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.concurrent.TimeUnit;

/** A few connections to a store that a command visits. Blocks. */
final class VisitedDatabase {

    private static final int CONNECTIONS = 3;
    private static final int CONNECT_ATTEMPTS = 5;
    private static final long PATIENCE_SECONDS = 60;

    private VisitedDatabase() {}

    /** What is done with it. */
    interface Visit<T> {

        T with(Database database) throws Exception;
    }

    /** Opens it, lets something be done with it, and closes it. */
    static <T> T with(GatewayStore store, Visit<T> visit) throws Exception {
        Vertx vertx = Vertx.vertx();
        try {
            Database database = Database.open(vertx, store.address(), CONNECTIONS, store.seal());
            verified(database, CONNECT_ATTEMPTS).await(PATIENCE_SECONDS, TimeUnit.SECONDS);
            return visit.with(database);
        } finally {
            vertx.close().await(PATIENCE_SECONDS, TimeUnit.SECONDS);
        }
    }

    /** On a busy machine the first connection may come too late for whoever waits for it, but not for the next. */
    private static Future<Void> verified(Database database, int attempts) {
        return database.verify()
                .recover(failure -> attempts > 1 ? verified(database, attempts - 1) : Future.failedFuture(failure));
    }
}
