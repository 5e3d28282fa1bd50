package io.quittance.core.store;

import io.quittance.core.telemetry.FailureStreak;
import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import java.util.List;
import java.util.stream.StreamSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps what the planner knows of tables from lagging behind a flood: statements that were planned when a table was nearly empty
 * are planned anew once it was analyzed, and until then may go through all of it for each row that they look for. Confined to
 * one event loop.
 */
public final class FreshStatistics {

    private static final Logger LOGGER = LoggerFactory.getLogger(FreshStatistics.class);
    private static final String ANALYZE_GROWN = "select analyze_grown()";

    private final FailureStreak streak = new FailureStreak();
    private final Pool pool;
    private boolean underWay;

    /** Works through this pool. */
    public FreshStatistics(Pool pool) {
        this.pool = pool;
    }

    /**
     * Analyzes the tables that grew to several times the size that is known.
     *
     * @return their names; none while that is under way already, here or at another node. A failure is logged
     */
    public Future<List<String>> refresh() {
        if (underWay) {
            return Future.succeededFuture(List.of());
        }
        underWay = true;
        return pool.query(ANALYZE_GROWN)
                .execute()
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map((Row row) -> row.getString(0))
                        .toList())
                .onComplete(done -> underWay = false)
                .onComplete(streak.telling((failure, times) -> LOGGER.atWarn()
                        .addKeyValue("reason", String.valueOf(failure.getMessage()))
                        .addKeyValue("times", times)
                        .log("Tables that grew cannot be analyzed; tried again")));
    }
}
