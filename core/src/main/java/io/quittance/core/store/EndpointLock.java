package io.quittance.core.store;

import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.util.Collection;
import java.util.List;

/**
 * The lock of endpoints, until the end of a transaction. Whatever changes which delivery of an order comes next happens
 * under it; otherwise one could be made to wait for another at the moment that one ends.
 */
final class EndpointLock {

    private static final String LOCK = """
            select from endpoint
            where (merchant, endpoint_id) in (select * from unnest($1::text[], $2::text[]))
            order by merchant, endpoint_id for no key update""";

    private EndpointLock() {}

    static Future<Void> take(SqlConnection connection, Collection<EndpointKey> endpoints) {
        return connection.preparedQuery(LOCK).execute(parameters(endpoints)).mapEmpty();
    }

    static Tuple parameters(Collection<EndpointKey> endpoints) {
        return Columns.of(List.copyOf(endpoints))
                .text(EndpointKey::merchant)
                .text(EndpointKey::id)
                .tuple();
    }
}
