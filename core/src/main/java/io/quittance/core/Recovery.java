package io.quittance.core;

import io.quittance.core.plugin.AccountRegistry;
import io.quittance.core.plugin.RunningAccount;
import io.quittance.core.polling.BackfillDesk;
import io.quittance.core.polling.ExpirySweep;
import io.quittance.core.polling.GraceSweep;
import io.quittance.core.polling.LookupInquiry;
import io.quittance.core.polling.OrderPoller;
import io.quittance.core.polling.SilenceWatch;
import io.quittance.core.polling.StatusPoller;
import io.quittance.core.reconcile.AccountTerms;
import io.quittance.core.reconcile.OrderRequest;
import io.quittance.core.reconcile.ProviderCalls;
import io.quittance.core.store.CaseGraceStore;
import io.quittance.core.store.ExpiryStore;
import io.quittance.core.store.LedgerStore;
import io.quittance.core.store.LookupStore;
import io.quittance.core.store.OrderLookupStore;
import io.quittance.core.store.SilenceStore;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Pool;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import java.util.function.BiFunction;
import java.util.function.Function;

/** The parts that find out what nobody tells. */
final class Recovery {

    private static final Duration SILENCE_PATIENCE = Duration.ofMinutes(5);

    /** A page of a list may take many calls of the provider, one after another. */
    private static final Duration PAGE_LIMIT = Duration.ofMinutes(5);

    private final Vertx vertx;
    private final Deployments deployments;
    private final StatusPoller payments;
    private final BackfillDesk backfills;
    private final List<VerticleBase> workers;

    /**
     * Wires them.
     *
     * @param inquiries how to ask the provider of an account, by such calls
     * @param node in whose name claims are held
     */
    Recovery(
            Foundation foundation,
            AccountRegistry accounts,
            BiFunction<RunningAccount, ProviderCalls, LookupInquiry> inquiries,
            LedgerStore ledger,
            Function<String, AccountTerms> terms,
            UUID node) {
        this.vertx = foundation.vertx();
        this.deployments = new Deployments(vertx);
        Clock clock = foundation.clock();
        Pool pool = foundation.database().general();
        Function<RunningAccount, LookupInquiry> asking =
                account -> inquiries.apply(account, new ProviderCalls(vertx, account));
        this.backfills = new BackfillDesk(
                vertx,
                accounts.accounts(),
                account -> inquiries.apply(account, new ProviderCalls(vertx, account, PAGE_LIMIT)),
                ledger,
                terms,
                foundation.telemetry(),
                clock);
        this.payments = new StatusPoller(
                accounts.accounts(), asking, new LookupStore(pool, node), ledger, terms, foundation.telemetry(), clock);
        OrderPoller orders = new OrderPoller(
                accounts.accounts(),
                asking,
                new OrderLookupStore(pool, node),
                ledger,
                terms,
                foundation.telemetry(),
                clock);
        SilenceWatch silence = new SilenceWatch(
                accounts.accounts().stream().map(RunningAccount::config).toList(),
                new SilenceStore(pool),
                ledger,
                foundation.metrics(),
                clock,
                SILENCE_PATIENCE);
        this.workers = List.of(
                payments,
                orders,
                new ExpirySweep(new ExpiryStore(pool), ledger, terms, clock),
                silence,
                new GraceSweep(new CaseGraceStore(pool), foundation.metrics(), clock));
    }

    /** The accounts whose providers are asked about an order: the one that it names, or all of its merchant. */
    static Function<OrderRequest, Collection<String>> asked(AccountRegistry accounts) {
        return order -> accounts.accounts().stream()
                .filter(account -> account.lookup().isPresent())
                .map(RunningAccount::config)
                .filter(config -> config.merchant().equals(order.merchant()))
                .filter(config -> order.account() == null || config.id().equals(order.account()))
                .map(config -> config.id())
                .toList();
    }

    /** Where payments of the past are asked for. */
    BackfillDesk backfillDesk() {
        return backfills;
    }

    Future<Void> start() {
        return Future.all(workers.stream().map(deployments::begin).toList()).mapEmpty();
    }

    /** Says that a payment may have to be asked about now; may be called from anywhere. */
    void wake() {
        payments.wake();
    }

    /** Asks nothing new, and completes when what was answered is decided. */
    Future<Void> close() {
        return Future.join(workers.stream().map(deployments::end).toList()).mapEmpty();
    }
}
