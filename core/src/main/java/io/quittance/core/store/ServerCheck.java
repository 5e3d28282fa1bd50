package io.quittance.core.store;

import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;

/** Whether a server can keep what we promise, and has the tables of this build. */
final class ServerCheck {

    private static final int OLDEST_VERSION = 150000;

    private static final String SETTINGS = "select current_setting('server_version_num')::int4 as version_number,"
            + " current_setting('server_version') as version, current_setting('fsync') as fsync";
    private static final String HAS_HISTORY =
            "select to_regclass('" + Migrations.HISTORY_TABLE + "') is not null as migrated";
    private static final String SCHEMA_VERSION =
            "select coalesce(max(version::int4), 0) as version from " + Migrations.HISTORY_TABLE + " where success";

    private final Pool pool;
    private final StoreAddress address;

    ServerCheck(Pool pool, StoreAddress address) {
        this.pool = pool;
        this.address = address;
    }

    Future<Void> run() {
        return pool.query(SETTINGS)
                .execute()
                .recover(this::unreachable)
                .map(rows -> checkSettings(rows.iterator().next()))
                .compose(settings -> schemaVersion())
                .map(this::checkSchema);
    }

    /** The newest migration that was applied; 0 if none was. */
    Future<Integer> schemaVersion() {
        return pool.query(HAS_HISTORY)
                .execute()
                .compose(rows ->
                        rows.iterator().next().getBoolean("migrated") ? newestMigration() : Future.succeededFuture(0));
    }

    private <T> Future<T> unreachable(Throwable failure) {
        return Future.failedFuture(
                new StoreException("No store at %s: %s".formatted(address, failure.getMessage()), failure));
    }

    private Row checkSettings(Row settings) {
        if (settings.getInteger("version_number") < OLDEST_VERSION) {
            throw new StoreException("The store at %s is Postgres %s; 15 is the oldest that works"
                    .formatted(address, settings.getString("version")));
        }
        if (!settings.getString("fsync").equals("on")) {
            throw new StoreException(
                    ("The store at %s runs with fsync=off and would lose acknowledged notifications in a"
                                    + " crash; set fsync=on and reload it")
                            .formatted(address));
        }
        return settings;
    }

    private Future<Integer> newestMigration() {
        return pool.query(SCHEMA_VERSION)
                .execute()
                .map(rows -> rows.iterator().next().getInteger("version"))
                .recover(this::explain);
    }

    private <T> Future<T> explain(Throwable failure) {
        String remedy = SqlFailure.remedy(failure);
        return Future.failedFuture(
                remedy.isEmpty()
                        ? failure
                        : new StoreException(
                                "The role of store.uri has no rights at the store at " + address + remedy, failure));
    }

    private Void checkSchema(int version) {
        if (version < Migrations.REQUIRED_VERSION) {
            throw new StoreException(
                    "The schema of the store at %s has version %d, this build needs %d; run 'quittance migrate' with the role that owns it"
                            .formatted(address, version, Migrations.REQUIRED_VERSION));
        }
        return null;
    }
}
