package io.quittance.core.store;

import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.util.Collection;

/** Keeps when each credential was last used. */
public final class CredentialUseStore {

    // In the order of the key: two nodes would otherwise deadlock.
    private static final String KEEP = """
            insert into credential_use (account_id, credential, last_used_at)
            select * from unnest($1::text[], $2::text[], $3::timestamptz[]) as u (account_id, credential, last_used_at)
             order by account_id, credential
            on conflict (account_id, credential) do update
               set last_used_at = greatest(credential_use.last_used_at, excluded.last_used_at)""";

    private final Pool pool;

    /** Writes through this pool. */
    public CredentialUseStore(Pool pool) {
        this.pool = pool;
    }

    /**
     * A use of a credential.
     *
     * @param credential its name
     */
    public record CredentialUse(String account, String credential, Instant at) {}

    /**
     * Keeps uses; an earlier use than the one on record changes nothing.
     *
     * @param uses at most one of each credential
     */
    public Future<Void> keep(Collection<CredentialUse> uses) {
        if (uses.isEmpty()) {
            return Future.succeededFuture();
        }
        Tuple parameters = Columns.of(uses)
                .text(CredentialUse::account)
                .text(CredentialUse::credential)
                .time(CredentialUse::at)
                .tuple();
        return Retries.retrying(() -> pool.preparedQuery(KEEP).execute(parameters))
                .mapEmpty();
    }
}
