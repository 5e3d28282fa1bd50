package io.quittance.core;

import static java.util.concurrent.TimeUnit.MILLISECONDS;

import io.quittance.core.config.GatewayConfig;
import io.quittance.core.config.IntakeConfig;
import io.quittance.core.http.IntakeBooks;
import io.quittance.core.http.IntakeServers;
import io.quittance.core.http.ManagementServer;
import io.quittance.core.intake.AnswerLog;
import io.quittance.core.intake.CredentialUses;
import io.quittance.core.plugin.AccountRegistry;
import io.quittance.core.plugin.LoadedPlugins;
import io.quittance.core.plugin.RunningAccount;
import io.quittance.core.store.AccountRecords.AccountRecord;
import io.quittance.core.store.AnswerStore;
import io.quittance.core.store.CredentialUseStore;
import io.quittance.core.store.Database;
import io.quittance.core.store.InboxWriter;
import io.quittance.core.store.NodeHints;
import io.quittance.core.telemetry.GatewayMetrics;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.net.URI;
import java.time.Clock;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The running gateway: puts the parts together, starts them, and ends them in the order in which nothing is lost.
 *
 * <p>Both servers listen before the store is ready, so that a provider is told to come again rather than nothing.
 */
public final class Gateway {

    private static final Logger LOGGER = LoggerFactory.getLogger(Gateway.class);

    private static final long STEP_MILLIS = 3_000;
    private static final long CREDENTIALS_MILLIS = 5_000;
    private static final long ANSWERS_MILLIS = 1_000;

    private final Vertx vertx;
    private final Database database;
    private final AccountRegistry accounts;
    private final Workers workers;
    private final IntakeServers intake;
    private final ManagementServer management;
    private final NodeHints hints;
    private final MerchantEvents events;
    private final CredentialUses credentials;
    private final AnswerLog answers;
    private volatile int intakePort;
    private volatile boolean prepared;

    private Gateway(Foundation foundation, AccountRegistry accounts) {
        this.vertx = foundation.vertx();
        this.accounts = accounts;
        this.database = foundation.database();
        this.hints = new NodeHints(vertx, foundation.store().address());
        this.credentials = new CredentialUses(new CredentialUseStore(database.general())::keep);
        this.answers = new AnswerLog(new AnswerStore(database.general())::keep, foundation.metrics());
        this.events = new MerchantEvents(foundation, hints::hint);
        this.workers = new Workers(foundation, accounts, hints::hint, events::decided);
        InboxWriter inbox = new InboxWriter(database.intake(), comparingRepeats(accounts));
        this.intake = new IntakeServers(
                vertx,
                accounts,
                inbox,
                workers::reconcile,
                credentials,
                new IntakeBooks(foundation.metrics(), answers, foundation.clock()));
        this.management = Management.create(
                foundation, accounts, () -> publicBase(foundation.config().intake()), workers, events, this::ready);
    }

    /**
     * What everything stands on.
     *
     * @param plugins stay the caller's
     * @param store stays the caller's
     */
    public record Foundation(
            Vertx vertx,
            GatewayConfig config,
            LoadedPlugins plugins,
            GatewayStore store,
            Database database,
            GatewayMetrics metrics,
            Clock clock) {

        /** A foundation on this store. */
        public static Foundation of(
                Vertx vertx, GatewayConfig config, LoadedPlugins plugins, GatewayStore store, Clock clock) {
            Database database = Database.open(vertx, store.address(), store.poolSize());
            return new Foundation(vertx, config, plugins, store, database, new GatewayMetrics(), clock);
        }
    }

    /**
     * Starts a gateway.
     *
     * @param announce is told the lines for standard output
     * @return completes when it is ready; fails if it never will be, and then everything it began is ended
     */
    public static Future<Gateway> start(Foundation foundation, Consumer<String> announce) {
        return AccountRegistry.start(
                        foundation.config().accounts(),
                        foundation.plugins(),
                        foundation.vertx(),
                        foundation.clock(),
                        foundation.metrics())
                .map(accounts -> new Gateway(foundation, accounts))
                .compose(gateway -> gateway.listen(foundation.config(), announce)
                        .compose(listening -> gateway.work(foundation))
                        .map(gateway)
                        .recover(failure -> gateway.close().transform(closed -> Future.failedFuture(failure))));
    }

    private Future<Void> listen(GatewayConfig config, Consumer<String> announce) {
        String intakeHost = config.intake().host();
        String managementHost = config.management().host();
        return intake.listen(config.intake())
                .recover(failure ->
                        cannotListen("intake", intakeHost, config.intake().port(), failure))
                .onSuccess(port -> {
                    intakePort = port;
                    announce.accept("intake listening on " + url(intakeHost, port));
                })
                .compose(port ->
                        management.listen(managementHost, config.management().port()))
                .recover(failure -> cannotListen(
                        "management", managementHost, config.management().port(), failure))
                .onSuccess(port -> announce.accept("management listening on " + url(managementHost, port)))
                .mapEmpty();
    }

    private static <T> Future<T> cannotListen(String name, String host, int port, Throwable failure) {
        return Future.failedFuture(
                failure instanceof StartException
                        ? failure
                        : new StartException(
                                name + " cannot listen on " + url(host, port) + ": " + failure.getMessage(), failure));
    }

    private Future<Void> work(Foundation foundation) {
        List<AccountRecord> records = foundation.config().accounts().stream()
                .map(account -> new AccountRecord(account.id(), account.merchant(), account.provider()))
                .toList();
        return new StorePreparation(vertx, foundation.store().address(), database, foundation.clock())
                .prepare(records)
                .compose(ready -> workers.start())
                .compose(deployed -> events.start())
                .compose(deployed -> {
                    prepared = true;
                    vertx.setPeriodic(CREDENTIALS_MILLIS, tick -> credentials.keep());
                    vertx.setPeriodic(ANSWERS_MILLIS, tick -> answers.keep());
                    return hints.start(this::hinted).otherwiseEmpty();
                });
    }

    /** Stops accepting, finishes what is in flight, and lets go of everything; completes within seconds in any case. */
    public Future<Void> close() {
        return step("feed", events.release())
                .compose(done -> Future.join(step("intake", intake.close()), step("management", management.close())))
                .compose(done -> Future.join(step("workers", workers.close()), step("events", events.close())))
                .compose(done -> Future.join(
                        step("accounts", accounts.close()),
                        step("hints", hints.close()),
                        step("credentials", prepared ? credentials.keep() : Future.succeededFuture()),
                        step("answers", prepared ? answers.close() : Future.succeededFuture())))
                .compose(done -> step("store", database.close()));
    }

    private static Future<Void> step(String part, Future<Void> closing) {
        return closing.timeout(STEP_MILLIS, MILLISECONDS).recover(failure -> {
            LOGGER.atWarn()
                    .addKeyValue("part", part)
                    .addKeyValue("reason", failure.getClass().getName())
                    .log("A part is not closed in time");
            return Future.succeededFuture();
        });
    }

    private void hinted() {
        workers.hinted();
        events.hinted();
    }

    private Future<Boolean> ready() {
        return prepared ? database.reachable() : Future.succeededFuture(false);
    }

    private static Predicate<String> comparingRepeats(AccountRegistry accounts) {
        return id -> accounts.findById(id).map(RunningAccount::comparesRepeats).orElse(false);
    }

    /** Without a configured address, the one that the intake listens on: good for trying out on one machine. */
    private URI publicBase(IntakeConfig config) {
        URI configured = config.publicUrl();
        if (configured != null) {
            return URI.create(configured.toString().replaceAll("/+$", ""));
        }
        boolean everywhere = config.host().equals("0.0.0.0") || config.host().equals("::");
        return URI.create(url(everywhere ? "127.0.0.1" : config.host(), intakePort));
    }

    private static String url(String host, int port) {
        return "http://" + (host.indexOf(':') < 0 ? host : "[" + host + "]") + ":" + port;
    }
}
