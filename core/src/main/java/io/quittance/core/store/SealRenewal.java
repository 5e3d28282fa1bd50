package io.quittance.core.store;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.BiConsumer;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Gives what senders wrote the seal that new notifications get: that of the first key, or none. Gateways may be at work meanwhile. What
 * was renewed stays so when a run ends early; another one goes on with the rest. What was erased has nothing to seal.
 */
public final class SealRenewal {

    /** How many are renewed at once; each may be as long as the intake takes. */
    static final int AT_A_TIME = 50;

    // Without what they hold, since most may have their seal already.
    private static final String PAGE = """
            select account_id, notification_id, sealed_with, erased_at is not null as erased
              from notification
             where (account_id, notification_id) > ($1, $2)
             order by account_id, notification_id limit $3""";

    // Locked, so that nothing is erased between this and the update, which would bring it back.
    private static final String LOAD = """
            select n.account_id, n.notification_id, n.sealed_with, n.query, n.headers, n.body
              from unnest($1::text[], $2::uuid[]) as k (account_id, notification_id)
              join notification n using (account_id, notification_id)
             where n.erased_at is null
             order by n.account_id, n.notification_id
               for update of n""";

    private static final String RENEW = """
            update notification n
               set query = r.query, headers = r.headers, body = r.body, sealed_with = r.sealed_with
              from unnest($1::text[], $2::uuid[], $3::bytea[], $4::bytea[], $5::bytea[], $6::text[])
                   as r (account_id, notification_id, query, headers, body, sealed_with)
             where n.account_id = r.account_id and n.notification_id = r.notification_id""";

    private final Database database;
    private final Pool pool;
    private final NotificationSeal seal;
    private final LongConsumer reached;
    private final BiConsumer<UUID, String> unopenable;

    /**
     * Opens and seals as this store does.
     *
     * @param reached is told how many were looked at so far; on an event loop
     * @param unopenable is told what cannot be opened, and so stays as it is, and why; on an event loop
     */
    public SealRenewal(Database database, LongConsumer reached, BiConsumer<UUID, String> unopenable) {
        this.database = database;
        this.pool = database.general();
        this.seal = database.seal();
        this.reached = reached;
        this.unopenable = unopenable;
    }

    /**
     * What came of it.
     *
     * @param before how many there were, by the id of the key that they were sealed with; by the empty text those that were not
     * @param renewed how many have another seal now, or would have
     */
    public record Renewal(Map<String, Long> before, long renewed) {}

    /** Renews all; fails with a {@link StoreException} in a role that may not change what is stored. */
    public Future<Renewal> renew() {
        return database.mayMigrate()
                .compose(
                        may -> may
                                ? run(this::renew)
                                : Future.failedFuture(
                                        new StoreException(
                                                "The role of store.uri may not change notifications; seals are renewed in the role that owns the store")));
    }

    /** Tells what {@link #renew} would do; changes nothing. What cannot be opened counts as if it could. */
    public Future<Renewal> rehearse() {
        return run(others -> Future.succeededFuture((long) others.size()));
    }

    private Future<Renewal> run(Renewing renewing) {
        Run run = new Run(renewing);
        return Repeatedly.until(run::next);
    }

    private Future<Long> renew(List<Place> places) {
        return Retries.retrying(() -> pool.withTransaction(connection -> load(connection, places)
                        .compose(batch -> write(connection, batch.renewed).map(batch))))
                .map(batch -> {
                    batch.unopenable.forEach(unopenable);
                    return (long) batch.renewed.size();
                });
    }

    private Future<Batch> load(SqlConnection connection, List<Place> places) {
        return connection
                .preparedQuery(LOAD)
                .execute(Columns.of(places).text(Place::account).uuid(Place::id).tuple())
                .map(rows -> {
                    Batch batch = new Batch(new ArrayList<>(), new TreeMap<>());
                    rows.forEach(row -> renew(row, batch));
                    return batch;
                });
    }

    private void renew(Row row, Batch batch) {
        Place place = Place.of(row);
        try {
            batch.renewed.add(new Sealed(
                    place,
                    renewed(NotificationSeal.QUERY, place, row),
                    renewed(NotificationSeal.HEADERS, place, row),
                    renewed(NotificationSeal.BODY, place, row)));
        } catch (StoreException failure) {
            batch.unopenable.put(place.id, String.valueOf(failure.getMessage()));
        }
    }

    private Buffer renewed(String column, Place place, Row row) {
        return seal.seal(column, place.account, place.id, seal.open(column, row));
    }

    private Future<?> write(SqlConnection connection, List<Sealed> renewed) {
        if (renewed.isEmpty()) {
            return Future.succeededFuture();
        }
        return connection
                .preparedQuery(RENEW)
                .execute(Columns.of(renewed)
                        .text(one -> one.place.account)
                        .uuid(one -> one.place.id)
                        .bytes(Sealed::query)
                        .bytes(Sealed::headers)
                        .bytes(Sealed::body)
                        .text(one -> seal.key())
                        .tuple());
    }

    /** What is done about those that have another seal; tells how many it was. */
    private interface Renewing {

        Future<Long> of(List<Place> others);
    }

    /** A notification, and the id of the key that it is sealed with. */
    private record Place(String account, UUID id, @Nullable String key) {

        private static final Place BEFORE_ALL = new Place("", new UUID(0, 0), null);

        static Place of(Row row) {
            return new Place(row.getString("account_id"), row.getUUID("notification_id"), row.getString("sealed_with"));
        }
    }

    private record Sealed(Place place, Buffer query, Buffer headers, Buffer body) {}

    private record Batch(List<Sealed> renewed, Map<UUID, String> unopenable) {}

    /** Goes through all of them once, in the order of their keys. */
    private final class Run {

        private final Renewing renewing;
        private final Map<String, Long> before = new TreeMap<>();
        private Place last = Place.BEFORE_ALL;
        private long looked;
        private long renewed;

        Run(Renewing renewing) {
            this.renewing = renewing;
        }

        Future<Optional<Renewal>> next() {
            return pool.preparedQuery(PAGE)
                    .execute(Tuple.of(last.account, last.id, AT_A_TIME))
                    .compose(page -> page.size() == 0
                            ? Future.succeededFuture(Optional.of(new Renewal(before, renewed)))
                            : renew(page).map(Optional.empty()));
        }

        private Future<Void> renew(RowSet<Row> page) {
            List<Place> others = new ArrayList<>();
            for (Row row : page) {
                last = Place.of(row);
                if (!row.getBoolean("erased")) {
                    before.merge(Objects.requireNonNullElse(last.key, ""), 1L, Long::sum);
                    if (!Objects.equals(last.key, seal.key())) {
                        others.add(last);
                    }
                }
            }
            Future<Long> done = others.isEmpty() ? Future.succeededFuture(0L) : renewing.of(others);
            return done.map(count -> {
                renewed += count;
                looked += page.size();
                reached.accept(looked);
                return null;
            });
        }
    }
}
