package io.quittance.core.store;

import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.time.LocalTime;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes the partitions of the tables that grow before they are needed: one a month, bounded by the identifiers that can
 * arise in that month. To be run at the start and then daily, by any number of nodes. Made by a function of the schema, so
 * that the gateway's role needs no right to make tables.
 */
public final class Partitions {

    /** The tables that are partitioned, each by the UUIDv7 of its rows. */
    static final List<String> TABLES =
            List.of("notification", "notification_arrival", "notification_answer", "timeline_entry", "order_event");

    private static final Logger LOGGER = LoggerFactory.getLogger(Partitions.class);

    private static final int MONTHS_AHEAD = 2;
    private static final String HELD_BY_DEFAULT = "23514";

    /** A partition overlaps: the first one of a table reaches back to the beginning. Or another node was faster. */
    private static final Set<String> COVERED = Set.of("42P17", "42P07");

    /** Making a partition locks the default one; rather try tomorrow than hold up who reads. */
    private static final String SET_PATIENCE = "set local lock_timeout = '5s'";

    private static final String ONE_AT_A_TIME =
            "select pg_advisory_xact_lock(hashtextextended('quittance.partitions', 0))";

    private final Database database;

    public Partitions(Database database) {
        this.database = database;
    }

    /**
     * Makes what is missing for this month and the next two. A month of which the default partition of a table already
     * holds rows stays there, with a warning.
     */
    public Future<Void> ensure(Instant now) {
        YearMonth current = YearMonth.from(now.atOffset(ZoneOffset.UTC));
        List<Partition> wanted = new ArrayList<>();
        for (int ahead = 0; ahead <= MONTHS_AHEAD; ahead++) {
            for (String table : TABLES) {
                wanted.add(new Partition(table, current.plusMonths(ahead)));
            }
        }
        Future<Void> done = Future.succeededFuture();
        for (Partition partition : wanted) {
            done = done.compose(before -> ensure(partition));
        }
        return done;
    }

    /** A month of a table. */
    record Partition(String table, YearMonth month) {

        String name() {
            return "%s_%04d_%02d".formatted(table, month.getYear(), month.getMonthValue());
        }

        /** What the functions of the schema call it. */
        Tuple parameters() {
            return Tuple.of(table, month.atDay(1));
        }
    }

    private Future<Void> ensure(Partition partition) {
        return exists(partition)
                .compose(exists -> exists
                        ? Future.succeededFuture()
                        : database.general()
                                .withTransaction(connection -> execute(connection, SET_PATIENCE)
                                        .compose(set -> execute(connection, ONE_AT_A_TIME))
                                        .compose(alone -> create(connection, partition)))
                                .onSuccess(made -> LOGGER.atInfo()
                                        .addKeyValue("partition", partition.name())
                                        .log("partition made")))
                .recover(failure -> explain(partition, failure));
    }

    private Future<Boolean> exists(Partition partition) {
        return database.general()
                .query("select to_regclass('" + partition.name() + "') is not null")
                .execute()
                .map(rows -> rows.iterator().next().getBoolean(0));
    }

    private static Future<Void> create(SqlConnection connection, Partition partition) {
        return connection
                .preparedQuery("select make_month($1, $2)")
                .execute(partition.parameters())
                .mapEmpty();
    }

    private static Future<Void> explain(Partition partition, Throwable failure) {
        String state = SqlFailure.sqlState(failure).orElse("");
        if (COVERED.contains(state)) {
            return Future.succeededFuture();
        }
        if (!state.equals(HELD_BY_DEFAULT)) {
            return Future.failedFuture(failure);
        }
        LOGGER.atWarn()
                .addKeyValue("partition", partition.name())
                .log("partition not made, the default partition already holds rows of this month");
        return Future.succeededFuture();
    }

    private static Future<Void> execute(SqlConnection connection, String sql) {
        return connection.query(sql).execute().mapEmpty();
    }

    /** The smallest UUID that starts with the month's first millisecond, as UUIDv7 does. */
    static UUID lowerBound(YearMonth month) {
        return Ids.lowest(month.atDay(1).atTime(LocalTime.MIDNIGHT).toInstant(ZoneOffset.UTC));
    }
}
