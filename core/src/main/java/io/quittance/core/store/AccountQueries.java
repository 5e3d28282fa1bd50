package io.quittance.core.store;

import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/** Reads what is known about accounts beyond their configuration. */
public final class AccountQueries {

    private static final String LAST_HEARD = """
            select a.account_id, n.received_at
              from account a
             cross join lateral (
                   select received_at from notification n
                    where n.account_id = a.account_id
                    order by n.notification_id desc
                    limit 1) n
            """;

    private static final String LAST_USES = "select account_id, credential, last_used_at from credential_use";

    private final Pool pool;

    /** Reads through this pool. */
    public AccountQueries(Pool pool) {
        this.pool = pool;
    }

    /** When each account's provider last told something new, by account; without those that were never heard. */
    public Future<Map<String, Instant>> lastHeard() {
        return pool.preparedQuery(LAST_HEARD).execute().map(rows -> {
            Map<String, Instant> times = new HashMap<>();
            rows.forEach(row -> times.put(
                    row.getString("account_id"),
                    row.getOffsetDateTime("received_at").toInstant()));
            return times;
        });
    }

    /** When each account's credentials were last used, by account and credential; without those that never were. */
    public Future<Map<String, Map<String, Instant>>> lastUses() {
        return pool.preparedQuery(LAST_USES).execute().map(rows -> {
            Map<String, Map<String, Instant>> uses = new HashMap<>();
            rows.forEach(row -> uses.computeIfAbsent(row.getString("account_id"), account -> new HashMap<>())
                    .put(
                            row.getString("credential"),
                            row.getOffsetDateTime("last_used_at").toInstant()));
            return uses;
        });
    }
}
