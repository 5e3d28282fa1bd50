package io.quittance.core;

import io.quittance.core.config.StoreRoles;
import io.quittance.core.store.Database;
import io.quittance.core.store.Migrations;
import io.quittance.core.store.Partitions;
import io.quittance.core.store.Repeatedly;
import io.quittance.core.store.SqlFailure;
import io.quittance.core.store.StoreAddress;
import io.quittance.core.store.StoreException;
import io.quittance.core.store.StoreTime;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Brings the store to where this build needs it, and waits for it as long as it cannot be reached. */
final class StorePreparation {

    private static final Logger LOGGER = LoggerFactory.getLogger(StorePreparation.class);

    private static final long WAIT_MILLIS = 1_000;
    private static final long DAY_MILLIS = Duration.ofDays(1).toMillis();

    private final Vertx vertx;
    private final StoreAddress address;
    private final StoreRoles roles;
    private final Database database;
    private final StoreTime time;
    private final Clock clock;

    StorePreparation(Foundation foundation) {
        this.vertx = foundation.vertx();
        this.address = foundation.store().address();
        this.roles = foundation.store().roles();
        this.database = foundation.database();
        this.time = foundation.time();
        this.clock = foundation.clock();
    }

    /** Fails only if waiting would not help. */
    Future<Void> prepare() {
        return awaitServer()
                .compose(reached -> time.ask())
                .compose(ahead -> database.schemaVersion())
                .compose(version -> isCurrent(version) ? Future.succeededFuture() : migrate())
                .compose(migrated -> database.verify())
                .compose(verified -> keepPartitions());
    }

    private Future<Void> awaitServer() {
        return Repeatedly.until(() -> database.general()
                        .query("select 1")
                        .execute()
                        .map(Optional::of)
                        .recover(failure -> pause(failure).map(Optional.empty())))
                .mapEmpty();
    }

    private Future<?> pause(Throwable failure) {
        if (!SqlFailure.isConnectionLost(failure)) {
            return Future.failedFuture(new StoreException(
                    "The store at " + address + " refuses us: " + failure.getMessage() + SqlFailure.remedy(failure),
                    failure));
        }
        LOGGER.atWarn()
                .addKeyValue("store", address)
                .addKeyValue("reason", failure.getClass().getName())
                .log("The store cannot be reached and is waited for");
        return vertx.timer(WAIT_MILLIS);
    }

    private boolean isCurrent(int version) {
        return version >= Migrations.REQUIRED_VERSION && roles.equals(StoreRoles.NONE);
    }

    /** If we may; otherwise what is missing is told when the store is verified. */
    private Future<Void> migrate() {
        return database.mayMigrate()
                .compose(may -> may
                        ? vertx.executeBlocking(() -> new Migrations(address, roles).apply())
                                .mapEmpty()
                        : Future.succeededFuture());
    }

    private Future<Void> keepPartitions() {
        Partitions partitions = new Partitions(database);
        vertx.setPeriodic(
                DAY_MILLIS,
                tick -> partitions
                        .ensure(clock.instant())
                        .onFailure(failure -> LOGGER.atWarn()
                                .addKeyValue("reason", failure.getClass().getName())
                                .log("Partitions cannot be made ahead; tried again tomorrow")));
        return partitions.ensure(clock.instant());
    }
}
