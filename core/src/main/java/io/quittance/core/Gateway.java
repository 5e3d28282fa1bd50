package io.quittance.core;

import static java.util.concurrent.TimeUnit.MILLISECONDS;

import io.quittance.core.config.AccountConfig;
import io.quittance.core.config.GatewayConfig;
import io.quittance.core.config.IntakeConfig;
import io.quittance.core.http.IntakeServers;
import io.quittance.core.http.ManagementServer;
import io.quittance.core.intake.CredentialUses;
import io.quittance.core.plugin.AccountRegistry;
import io.quittance.core.plugin.LoadedPlugins;
import io.quittance.core.plugin.RunningAccount;
import io.quittance.core.polling.LookupInquiry;
import io.quittance.core.polling.StatusPoller;
import io.quittance.core.reconcile.AccountTerms;
import io.quittance.core.reconcile.Inquiry;
import io.quittance.core.reconcile.ProviderCalls;
import io.quittance.core.reconcile.Reconciler;
import io.quittance.core.store.AccountPaymentStore;
import io.quittance.core.store.AccountRecords.AccountRecord;
import io.quittance.core.store.ClaimStore;
import io.quittance.core.store.CredentialUseStore;
import io.quittance.core.store.Database;
import io.quittance.core.store.Ids;
import io.quittance.core.store.InboxWriter;
import io.quittance.core.store.LedgerStore;
import io.quittance.core.store.LookupStore;
import io.quittance.core.store.NodeHints;
import io.quittance.core.telemetry.GatewayMetrics;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.Vertx;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
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
    private static final long BACKLOG_MILLIS = 5_000;
    private static final long CREDENTIALS_MILLIS = 5_000;

    private final Vertx vertx;
    private final Database database;
    private final AccountRegistry accounts;
    private final Reconciler reconciler;
    private final StatusPoller poller;
    private final IntakeServers intake;
    private final ManagementServer management;
    private final NodeHints hints;
    private final MerchantEvents events;
    private final UUID node = Ids.next();
    private final ClaimStore claims;
    private final GatewayMetrics metrics;
    private final CredentialUses credentials;
    private volatile int intakePort;
    private volatile boolean prepared;

    private Gateway(Foundation foundation, AccountRegistry accounts) {
        this.vertx = foundation.vertx();
        this.accounts = accounts;
        this.database = foundation.database();
        this.metrics = foundation.metrics();
        this.claims = new ClaimStore(database.general(), node);
        this.hints = new NodeHints(vertx, foundation.store().address());
        this.credentials = new CredentialUses(new CredentialUseStore(database.general())::keep);
        this.events = new MerchantEvents(foundation, hints::hint);
        LedgerStore ledger = new LedgerStore(database.general(), this::wakePoller, events::decided);
        Function<String, AccountTerms> terms = terms(accounts);
        Clock clock = foundation.clock();
        this.reconciler = new Reconciler(
                accounts.accounts().stream()
                        .collect(Collectors.toMap(account -> account.config().id(), Function.identity())),
                account -> inquiry(account, clock),
                claims,
                ledger,
                terms,
                metrics,
                clock);
        this.poller = new StatusPoller(
                accounts.accounts(),
                account -> lookupInquiry(account, clock),
                new LookupStore(database.general(), node),
                ledger,
                terms,
                metrics,
                clock);
        InboxWriter inbox = new InboxWriter(database.intake(), comparingRepeats(accounts));
        this.intake = new IntakeServers(vertx, accounts, inbox, this::wake, credentials, metrics, clock);
        this.management = Management.create(
                foundation,
                accounts,
                () -> publicBase(foundation.config().intake()),
                ledger,
                terms,
                events,
                this::ready);
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
                .compose(ready -> Future.all(vertx.deployVerticle(reconciler), vertx.deployVerticle(poller)))
                .compose(deployed -> events.start())
                .compose(deployed -> {
                    prepared = true;
                    vertx.setPeriodic(BACKLOG_MILLIS, tick -> measureBacklog());
                    vertx.setPeriodic(CREDENTIALS_MILLIS, tick -> credentials.keep());
                    return hints.start(this::wakeWorkers).otherwiseEmpty();
                });
    }

    /** Stops accepting, finishes what is in flight, and lets go of everything; completes within seconds in any case. */
    public Future<Void> close() {
        return step("feed", events.release())
                .compose(done -> Future.join(step("intake", intake.close()), step("management", management.close())))
                .compose(done -> Future.join(
                        step("reconciler", undeploy(reconciler)),
                        step("look-ups", undeploy(poller)),
                        step("events", events.close())))
                .compose(done -> Future.join(
                        step("accounts", accounts.close()),
                        step("hints", hints.close()),
                        step("credentials", prepared ? credentials.keep() : Future.succeededFuture())))
                .compose(done -> step("store", database.close()));
    }

    private Future<Void> undeploy(VerticleBase worker) {
        String deployment = worker.deploymentID();
        return deployment == null ? Future.succeededFuture() : vertx.undeploy(deployment);
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

    private void wake() {
        reconciler.wake();
        hints.hint();
    }

    private void wakePoller() {
        poller.wake();
        hints.hint();
    }

    private void wakeWorkers() {
        reconciler.wake();
        poller.wake();
        events.hinted();
    }

    private Future<Boolean> ready() {
        return prepared ? database.reachable() : Future.succeededFuture(false);
    }

    private void measureBacklog() {
        claims.backlog(accounts.accounts().stream()
                        .map(account -> account.config().id())
                        .toList())
                .onSuccess(backlog -> metrics.backlog(backlog.items(), Duration.ofSeconds(backlog.oldestSeconds())))
                .onFailure(failure -> LOGGER.atDebug().log("The backlog cannot be measured"));
    }

    private LookupInquiry lookupInquiry(RunningAccount account, Clock clock) {
        return new LookupInquiry(account, new ProviderCalls(vertx, account), clock);
    }

    private Inquiry inquiry(RunningAccount account, Clock clock) {
        AccountConfig config = account.config();
        return new Inquiry(
                account,
                new ProviderCalls(vertx, account),
                new AccountPaymentStore(database.general(), config.id(), config.merchant()),
                clock);
    }

    private static Predicate<String> comparingRepeats(AccountRegistry accounts) {
        return id -> accounts.findById(id).map(RunningAccount::comparesRepeats).orElse(false);
    }

    /** Payments of an account that is no longer configured are judged as strictly as can be. */
    private static Function<String, AccountTerms> terms(AccountRegistry accounts) {
        return id -> accounts.findById(id)
                .map(account -> new AccountTerms(
                        account.config().live(),
                        account.config().policy().tolerance(),
                        account.config().policy().recurringRequiresOrder(),
                        account.lookup().isPresent()))
                .orElseGet(() -> new AccountTerms(false, 0, true));
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
