package io.quittance.core.store;

import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.util.List;

/** Reads which merchants and orders there are, for whoever mistypes one. */
public final class ReferenceQueries {

    private static final String MERCHANTS = "select distinct merchant as name from account order by 1";

    // The neighbours in the index: what is mistyped towards its end is among them.
    private static final String NEIGHBOURS = """
            (select reference as name from merchant_order where merchant = $1 and reference >= $2 order by reference limit 20)
             union all
            (select reference from merchant_order where merchant = $1 and reference < $2 order by reference desc limit 20)
            """;

    private final Pool pool;

    /** Reads through this pool. */
    public ReferenceQueries(Pool pool) {
        this.pool = pool;
    }

    /** The merchants who ever had an account here. */
    public Future<List<String>> merchants() {
        return pool.query(MERCHANTS).execute().map(ReferenceQueries::names);
    }

    /** Some references of a merchant's orders that stand next to a reference, in the order of the alphabet. */
    public Future<List<String>> neighbours(String merchant, String reference) {
        return pool.preparedQuery(NEIGHBOURS)
                .execute(Tuple.of(merchant, reference))
                .map(ReferenceQueries::names);
    }

    private static List<String> names(RowSet<Row> rows) {
        return rows.stream().map(row -> row.getString("name")).toList();
    }
}
