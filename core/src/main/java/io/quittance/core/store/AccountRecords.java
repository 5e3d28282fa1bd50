package io.quittance.core.store;

import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import java.util.Collection;

/** Puts on record which accounts run here, and whose they are. */
public final class AccountRecords {

    private static final String RECORD = """
            insert into account (account_id, merchant, provider)
            select account_id, merchant, provider from unnest($1::text[], $2::text[], $3::text[])
                as a (account_id, merchant, provider) order by account_id
            on conflict (account_id) do update set merchant = excluded.merchant, provider = excluded.provider""";

    private final Pool pool;

    /** Records through this pool. */
    public AccountRecords(Pool pool) {
        this.pool = pool;
    }

    /** An account and whose it is. */
    public record AccountRecord(String id, String merchant, String provider) {}

    /** Records these. */
    public Future<Void> record(Collection<AccountRecord> accounts) {
        return pool.preparedQuery(RECORD)
                .execute(Columns.of(accounts)
                        .text(AccountRecord::id)
                        .text(AccountRecord::merchant)
                        .text(AccountRecord::provider)
                        .tuple())
                .mapEmpty();
    }
}
