package io.quittance.core.store;

import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import java.time.Instant;
import java.time.LocalTime;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes the partitions of notifications before they are needed: one a month, bounded by the identifiers that can arise
 * in that month. To be run at the start and then daily, by any number of nodes.
 */
public final class Partitions {

    private static final Logger LOGGER = LoggerFactory.getLogger(Partitions.class);

    private static final int MONTHS_AHEAD = 2;
    private static final int BITS_BELOW_MILLISECONDS = 16;
    private static final String CHECK_VIOLATION = "23514";

    /** Making a partition locks the default one; rather try tomorrow than hold up who reads. */
    private static final String SET_PATIENCE = "set local lock_timeout = '5s'";

    private static final String ONE_AT_A_TIME =
            "select pg_advisory_xact_lock(hashtextextended('quittance.partitions', 0))";

    private final Database database;

    public Partitions(Database database) {
        this.database = database;
    }

    /**
     * Makes what is missing for this month and the next two. A month of which the default partition already holds rows
     * stays there, with a warning.
     */
    public Future<Void> ensure(Instant now) {
        YearMonth current = YearMonth.from(now.atOffset(ZoneOffset.UTC));
        Future<Void> done = Future.succeededFuture();
        for (int ahead = 0; ahead <= MONTHS_AHEAD; ahead++) {
            YearMonth month = current.plusMonths(ahead);
            done = done.compose(before -> ensure(month));
        }
        return done;
    }

    private Future<Void> ensure(YearMonth month) {
        return database.general()
                .withTransaction(connection -> execute(connection, SET_PATIENCE)
                        .compose(set -> execute(connection, ONE_AT_A_TIME))
                        .compose(alone -> exists(connection, name(month)))
                        .compose(exists -> exists ? Future.succeededFuture() : create(connection, month)))
                .recover(failure -> skipIfDefaultHoldsRows(month, failure));
    }

    private static Future<Boolean> exists(SqlConnection connection, String table) {
        return connection
                .query("select to_regclass('" + table + "') is not null")
                .execute()
                .map(rows -> rows.iterator().next().getBoolean(0));
    }

    private static Future<Void> create(SqlConnection connection, YearMonth month) {
        return execute(
                        connection,
                        "create table %s partition of notification for values from ('%s') to ('%s')"
                                .formatted(name(month), lowerBound(month), lowerBound(month.plusMonths(1))))
                .onSuccess(made ->
                        LOGGER.atInfo().addKeyValue("partition", name(month)).log("partition made"));
    }

    private static Future<Void> skipIfDefaultHoldsRows(YearMonth month, Throwable failure) {
        if (SqlFailure.sqlState(failure).filter(CHECK_VIOLATION::equals).isEmpty()) {
            return Future.failedFuture(failure);
        }
        LOGGER.atWarn()
                .addKeyValue("partition", name(month))
                .log("partition not made, the default partition already holds rows of this month");
        return Future.succeededFuture();
    }

    private static Future<Void> execute(SqlConnection connection, String sql) {
        return connection.query(sql).execute().mapEmpty();
    }

    static String name(YearMonth month) {
        return "notification_%04d_%02d".formatted(month.getYear(), month.getMonthValue());
    }

    /** The smallest UUID that starts with the month's first millisecond, as UUIDv7 does. */
    static UUID lowerBound(YearMonth month) {
        long milliseconds = month.atDay(1)
                .atTime(LocalTime.MIDNIGHT)
                .toInstant(ZoneOffset.UTC)
                .toEpochMilli();
        return new UUID(milliseconds << BITS_BELOW_MILLISECONDS, 0);
    }
}
