package io.quittance.core.delivery;

import static java.util.concurrent.TimeUnit.SECONDS;

import io.quittance.core.store.Ids;
import io.quittance.core.testing.TestDatabase;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.UUID;
import java.util.concurrent.TimeoutException;

/** Puts events into the outbox as deciding transactions do, without deciding anything. */
public final class CommittedEvents {

    private final SqlClient client;

    /** Into this store. */
    public CommittedEvents(TestDatabase store, Vertx vertx) {
        this.client = store.database(vertx).general();
    }

    /** An event of a merchant's order. */
    public UUID add(String merchant, String reference, long version) throws TimeoutException {
        return add(client, merchant, reference, version, Ids.next(), Instant.now());
    }

    /** The same, on a connection of the test's own, with an id and a time of its own. */
    public static UUID add(SqlClient client, String merchant, String reference, long version, UUID id, Instant at)
            throws TimeoutException {
        JsonObject state =
                new JsonObject().put("status", "paid").put("paid", 100).put("refunded", 0);
        JsonObject order = new JsonObject()
                .put("reference", reference)
                .put("version", version)
                .put("before", state)
                .put("after", state);
        JsonObject event = new JsonObject()
                .put("id", id.toString())
                .put("type", "order.updated")
                .put("time", at.toString())
                .put("merchant", merchant)
                .put("order", order)
                .put("reason", "a test says so");
        OffsetDateTime time = at.atOffset(ZoneOffset.UTC);
        client.preparedQuery("insert into order_event values ($1, $2, $3, $4, $5, 'order.updated', $6)")
                .execute(Tuple.of(merchant, reference, version, id, time, event))
                .await(30, SECONDS);
        return id;
    }
}
