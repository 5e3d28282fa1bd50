package io.quittance.core.cli;

import io.quittance.core.GatewayStore;
import io.quittance.core.store.Database;
import io.quittance.core.store.Migrations;
import io.quittance.core.store.OwnRole;
import io.quittance.core.store.SqlFailure;
import io.quittance.core.store.StoreException;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * What there is to say about the role that a store is used in.
 *
 * @param missing what a gateway does and it may not: with any of that it cannot serve
 * @param needless what it may do and a gateway never does
 */
record StoreRoleLint(List<String> missing, List<String> needless) {

    private static final int CONNECTIONS = 4;
    private static final long PATIENCE_SECONDS = 30;

    /** Asks the store; blocks. */
    static StoreRoleLint of(GatewayStore store) throws InterruptedException, TimeoutException {
        Vertx vertx = Vertx.vertx();
        try {
            Database database = Database.open(vertx, store.address(), CONNECTIONS);
            return of(database)
                    .recover(failure -> Future.failedFuture(refusal(store, failure)))
                    .await(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } finally {
            vertx.close().await(PATIENCE_SECONDS, TimeUnit.SECONDS);
        }
    }

    /** Whether a gateway can serve in it. */
    boolean isUsable() {
        return missing.isEmpty();
    }

    /** For people, one thing each. */
    List<String> lines() {
        List<String> lines = new ArrayList<>();
        missing.forEach(lack -> lines.add("store: its role may not: " + lack));
        needless.forEach(right -> lines.add("store: its role may do more than gateways need: " + right));
        if (lines.isEmpty()) {
            lines.add("store: its role may do what is needed");
        }
        return lines;
    }

    private static Future<StoreRoleLint> of(Database database) {
        OwnRole role = new OwnRole(database.general());
        return database.schemaVersion()
                .compose(version -> version < Migrations.REQUIRED_VERSION ? ofOldSchema(role) : role.missing())
                .compose(missing -> role.needless().map(needless -> new StoreRoleLint(missing, needless)));
    }

    private static Throwable refusal(GatewayStore store, Throwable failure) {
        return failure instanceof StoreException
                ? failure
                : new StoreException(
                        "The store at %s cannot be asked: %s%s"
                                .formatted(store.address(), failure.getMessage(), SqlFailure.remedy(failure)),
                        failure);
    }

    /** Its tables are not those that rights are needed for. */
    private static Future<List<String>> ofOldSchema(OwnRole role) {
        return role.ownsSchema()
                .map(owns -> owns
                        ? List.of()
                        : List.of("bring the schema up to date; run 'quittance migrate' with the role that owns it"));
    }
}
