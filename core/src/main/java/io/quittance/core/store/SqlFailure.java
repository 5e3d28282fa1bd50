package io.quittance.core.store;

import io.vertx.core.VertxException;
import io.vertx.sqlclient.DatabaseException;
import java.io.IOException;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeoutException;

/** What a failure of the reactive client means for who asked: try again, try apart, or give up. */
public final class SqlFailure {

    private static final Set<String> RETRYABLE = Set.of("40001", "40P01", "55P03");
    private static final Set<String> DATA_CLASSES = Set.of("22", "23", "54");
    /** Shut down, crashed, starting, out of connections: not a word about the statement. */
    private static final Set<String> SERVER_GONE = Set.of("57P01", "57P02", "57P03", "57P05", "53300", "25006");

    /** Out of disk, memory or anything else; failures of the system below. */
    private static final Set<String> UNABLE_CLASSES = Set.of("53", "58");

    private static final String CONNECTION_CLASS = "08";
    private static final String FORBIDDEN = "42501";

    /** How a role gets what it lacks. */
    static final String RIGHTS =
            "; run 'quittance migrate' with the role that owns it, whose configuration names this one in store.roles.run";

    private SqlFailure() {}

    /** The SQLSTATE that the server told, if it was the server that failed. */
    public static Optional<String> sqlState(Throwable failure) {
        return failure instanceof DatabaseException told ? Optional.ofNullable(told.getSqlState()) : Optional.empty();
    }

    /** Whether it is unknown what became of the statement, because the connection or the server went away. */
    public static boolean isConnectionLost(Throwable failure) {
        return sqlState(failure)
                .map(state -> SERVER_GONE.contains(state) || state.startsWith(CONNECTION_CLASS))
                .orElseGet(() -> isTransport(failure));
    }

    /** Whether the server can do nothing for anybody as it is, whatever the statement: it is gone, or out of disk. */
    public static boolean isStoreAway(Throwable failure) {
        return isConnectionLost(failure) || isOfClass(UNABLE_CLASSES, failure);
    }

    /** Whether the same statement may well pass if it is run again: deadlock, serialization, lock not available. */
    public static boolean isRetryable(Throwable failure) {
        return sqlState(failure).filter(RETRYABLE::contains).isPresent();
    }

    /** Whether the values are to blame, so that the same statement fails again, and one bad row fails its whole batch. */
    public static boolean isDataError(Throwable failure) {
        return isOfClass(DATA_CLASSES, failure);
    }

    private static boolean isOfClass(Set<String> classes, Throwable failure) {
        return sqlState(failure)
                .filter(state -> state.length() == 5 && classes.contains(state.substring(0, 2)))
                .isPresent();
    }

    /** What helps a role that may not do what it wants; empty if that is not what failed. */
    public static String remedy(Throwable failure) {
        return sqlState(failure)
                .filter(FORBIDDEN::equals)
                .map(forbidden -> RIGHTS)
                .orElse("");
    }

    /** What the client itself reports: connection closed, handshake failed, no connection in time, queue full. */
    private static boolean isTransport(Throwable failure) {
        return failure instanceof VertxException
                || failure instanceof IOException
                || failure instanceof TimeoutException;
    }
}
