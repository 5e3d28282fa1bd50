package io.quittance.core.store;

import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import java.util.List;

/** The keys that what is stored is sealed with. */
final class SealedKeys {

    // One look into the index for each key, however many rows there are.
    private static final String KEYS = """
            with recursive used (key) as (
                select min(sealed_with) from notification where sealed_with is not null
                union all
                select (select min(n.sealed_with) from notification n where n.sealed_with > u.key)
                from used u where u.key is not null
            )
            select key from used where key is not null order by key""";

    private final Pool pool;
    private final StoreAddress address;

    SealedKeys(Pool pool, StoreAddress address) {
        this.pool = pool;
        this.address = address;
    }

    /** Fails with a {@link StoreException} if something is sealed with a key that is not there. */
    Future<Void> verify(NotificationSeal seal) {
        return pool.query(KEYS)
                .execute()
                .map(rows -> rows.stream()
                        .map(row -> row.getString("key"))
                        .filter(key -> !seal.keys().contains(key))
                        .toList())
                .compose(this::refuse);
    }

    private Future<Void> refuse(List<String> missing) {
        return missing.isEmpty()
                ? Future.succeededFuture()
                : Future.failedFuture(new StoreException(
                        "The store at %s has notifications that are sealed with keys that are not in store.encryption.keys: %s; add them behind the first"
                                .formatted(address, String.join(", ", missing))));
    }
}
