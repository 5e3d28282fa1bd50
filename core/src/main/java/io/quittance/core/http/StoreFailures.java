package io.quittance.core.http;

import io.vertx.core.VertxException;
import io.vertx.sqlclient.DatabaseException;
import java.io.IOException;
import java.util.Set;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** Tells a store that will come back from a statement that will never work. */
final class StoreFailures {

    /** SQLSTATE classes: connection, resources, operator intervention (a shutdown, say), system. */
    private static final Set<String> UNAVAILABLE = Set.of("08", "53", "57", "58");

    private StoreFailures() {}

    /** Whether the same request may succeed later. */
    static boolean isUnavailable(@Nullable Throwable failure) {
        if (failure instanceof DatabaseException database) {
            String state = database.getSqlState();
            return state != null && state.length() == 5 && UNAVAILABLE.contains(state.substring(0, 2));
        }
        return failure instanceof IOException
                || failure instanceof TimeoutException
                || failure instanceof VertxException;
    }
}
