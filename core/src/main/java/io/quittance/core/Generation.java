package io.quittance.core;

import io.quittance.core.config.CertificateLint;
import io.quittance.core.config.GatewayConfig;
import io.quittance.core.http.ConfigurationDesk;
import io.quittance.core.intake.AnswerLint;
import io.quittance.core.plugin.AccountRegistry;
import io.quittance.core.plugin.RunningAccount;
import io.quittance.core.store.AccountRecords;
import io.quittance.core.store.AccountRecords.AccountRecord;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpServerRequest;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Everything that works by one configuration and its plugins. A gateway runs one of them; while it goes over to another
 * configuration, both work side by side as two nodes would, until the one before has finished what it had begun.
 */
final class Generation {

    private static final Logger LOGGER = LoggerFactory.getLogger(Generation.class);

    private final Foundation foundation;
    private final AccountRegistry accounts;
    private final MerchantEvents events;
    private final Workers workers;
    private final Handler<HttpServerRequest> management;

    private Generation(
            Foundation foundation, AccountRegistry accounts, Surroundings surroundings, ConfigurationDesk desk) {
        this.foundation = foundation;
        this.accounts = accounts;
        this.events = new MerchantEvents(foundation, surroundings.hint());
        this.workers = new Workers(foundation, accounts, surroundings.hint(), events::decided);
        this.management = Management.create(
                foundation,
                accounts,
                () -> surroundings.publicBase().apply(foundation.config()),
                workers,
                events,
                surroundings.readiness(),
                desk);
    }

    /**
     * What of the gateway outlasts its configurations.
     *
     * @param hint tells other nodes that there is work
     * @param publicBase where providers find the intake
     * @param readiness whether notifications can be taken
     */
    record Surroundings(Runnable hint, Function<GatewayConfig, URI> publicBase, Supplier<Future<Boolean>> readiness) {}

    /** Starts the accounts; nothing is asked of the store yet. Fails if the configuration cannot be used. */
    static Future<Generation> create(Foundation foundation, Surroundings surroundings, ConfigurationDesk desk) {
        return AccountRegistry.start(
                        foundation.config().accounts(),
                        foundation.plugins(),
                        foundation.vertx(),
                        foundation.clock(),
                        foundation.metrics(),
                        foundation.watch())
                .map(accounts -> new Generation(foundation, accounts, surroundings, desk));
    }

    GatewayConfig config() {
        return foundation.config();
    }

    Optional<RunningAccount> findAccount(String path) {
        return accounts.find(path);
    }

    /** Whether repeats of what an account was told may be news. */
    boolean comparesRepeats(String account) {
        return accounts.findById(account).map(RunningAccount::comparesRepeats).orElse(false);
    }

    /** What answers on the management port. */
    Handler<HttpServerRequest> management() {
        return management;
    }

    /** Begins to work; the store must be there. */
    Future<Void> work() {
        return record().compose(recorded -> workers.start())
                .compose(started -> events.start())
                .onSuccess(working -> warn());
    }

    private void warn() {
        CertificateLint.of(config(), foundation.clock())
                .forEach(warning -> LOGGER.atWarn()
                        .addKeyValue("pointer", warning.pointer())
                        .addKeyValue("reason", warning.message())
                        .log("A certificate ends soon"));
        AnswerLint.of(accounts.accounts())
                .onSuccess(warnings -> warnings.forEach(warning -> LOGGER.atWarn()
                        .addKeyValue("pointer", warning.pointer())
                        .addKeyValue("reason", warning.message())
                        .log("A configured acknowledgement is doubtful")));
    }

    private Future<Void> record() {
        List<AccountRecord> records = config().accounts().stream()
                .map(account -> new AccountRecord(account.id(), account.merchant(), account.provider()))
                .toList();
        return records.isEmpty()
                ? Future.succeededFuture()
                : new AccountRecords(foundation.database().general()).record(records);
    }

    /** There are notifications; may be called from anywhere. */
    void reconcile() {
        workers.reconcile();
    }

    /** Another node, or another generation, has work for this one. */
    void hinted() {
        workers.hinted();
        events.hinted();
    }

    /** Lets those go who wait for events. */
    Future<Void> release() {
        return events.release();
    }

    /** Takes on nothing new, and completes when what is under way is decided. */
    Future<Void> finish() {
        return Future.join(workers.close(), events.close()).mapEmpty();
    }

    /** Closes the accounts, once the requests that need them are answered. */
    Future<Void> closeAccounts() {
        return accounts.close();
    }
}
