package io.quittance.core.polling;

import static java.util.Objects.requireNonNull;

import io.quittance.core.plugin.RunningAccount;
import io.quittance.core.polling.LookupInquiry.Listed;
import io.quittance.core.reconcile.AccountTerms;
import io.quittance.core.reconcile.BackfillCounts;
import io.quittance.core.reconcile.BackfillRule;
import io.quittance.core.reconcile.BackfillRule.Decided;
import io.quittance.core.reconcile.EventTraces;
import io.quittance.core.reconcile.Fault;
import io.quittance.core.reconcile.Forecast;
import io.quittance.core.store.LedgerStore;
import io.quittance.core.store.LedgerStore.Decision;
import io.quittance.core.store.PaymentId;
import io.quittance.core.store.StoredObservation;
import io.quittance.core.store.UndecidableException;
import io.quittance.core.telemetry.BackfillOutcome;
import io.quittance.core.telemetry.GatewayMetrics;
import io.quittance.core.telemetry.Telemetry;
import io.quittance.core.trace.Operation;
import io.quittance.core.trace.Span;
import io.quittance.core.trace.Tracing;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where the payments of a window are asked for, page by page: whoever asks holds the place, so that nothing has to be kept
 * here. Of each account one page at a time, at most 50 payments a second, so that notifications do not wait.
 */
public final class BackfillDesk {

    private static final Logger LOGGER = LoggerFactory.getLogger(BackfillDesk.class);

    private static final int MILLIS_PER_PAYMENT = 20;

    private final Vertx vertx;
    private final Map<String, RunningAccount> accounts;
    private final Map<String, LookupInquiry> inquiries;
    private final LedgerStore ledger;
    private final Function<String, AccountTerms> terms;
    private final GatewayMetrics metrics;
    private final Tracing tracing;
    private final Clock clock;
    private final Set<String> busy = ConcurrentHashMap.newKeySet();

    /**
     * Asks at these accounts; those whose provider cannot be asked are passed over.
     *
     * @param inquiries how to ask the provider of one
     */
    public BackfillDesk(
            Vertx vertx,
            List<RunningAccount> accounts,
            Function<RunningAccount, LookupInquiry> inquiries,
            LedgerStore ledger,
            Function<String, AccountTerms> terms,
            Telemetry telemetry,
            Clock clock) {
        this.vertx = vertx;
        this.accounts = new TreeMap<>();
        accounts.forEach(account -> this.accounts.put(account.config().id(), account));
        this.inquiries = LookupInquiry.byAccount(accounts, inquiries);
        this.ledger = ledger;
        this.terms = terms;
        this.metrics = telemetry.metrics();
        this.tracing = telemetry.tracing();
        this.clock = clock;
    }

    /**
     * What came of a page.
     *
     * @param forecast what would change, if only that was asked
     * @param reached all that was created before is done
     * @param next where the next page begins; empty at the end
     */
    public record Page(BackfillCounts counts, Forecast forecast, Instant reached, Optional<BackfillCursor> next) {}

    /** The accounts that run, by id. */
    public Map<String, RunningAccount> accounts() {
        return Map.copyOf(accounts);
    }

    /**
     * Asks for a page, and decides what follows as a look-up does. Fails with a {@link ListException} if the page cannot be
     * had.
     *
     * @param backfill of an account whose provider can be asked
     * @param rehearsed whether nothing is to be changed
     */
    public Future<Page> page(Backfill backfill, boolean rehearsed) {
        String account = backfill.account();
        if (!busy.add(account)) {
            return Future.failedFuture(new ListException(new Fault(
                    Fault.Kind.TEMPORARY, "another page of this account is under way; they come one by one")));
        }
        if (backfill.isBeginning() && !rehearsed) {
            LOGGER.atInfo()
                    .addKeyValue("account", account)
                    .addKeyValue("by", backfill.by())
                    .addKeyValue("from", backfill.window().from())
                    .addKeyValue("to", backfill.window().to())
                    .log("Payments are to be back-filled");
        }
        LookupInquiry inquiry = requireNonNull(inquiries.get(account), "only providers that can be asked");
        Span span = inquiry.begin(Operation.BACK_FILL, tracing);
        return list(backfill, inquiry, span)
                .compose(listed -> settle(backfill, byPayment(listed), rehearsed, span)
                        .onSuccess(settled -> span.end())
                        .compose(page -> afterPause(listed).map(done -> page(backfill, listed, page))))
                .onFailure(
                        failure -> span.fail(failure.getClass().getSimpleName()).end())
                .onComplete(done -> busy.remove(account));
    }

    private record Outcome(BackfillCounts counts, Forecast forecast) {

        static final Outcome NONE = new Outcome(BackfillCounts.NONE, Forecast.NONE);

        Outcome plus(Outcome other) {
            return new Outcome(counts.plus(other.counts), forecast.plus(other.forecast));
        }
    }

    private static Page page(Backfill backfill, Listed listed, Outcome outcome) {
        Optional<BackfillCursor> next = backfill.next(listed.next());
        Instant reached =
                next.map(BackfillCursor::from).orElse(backfill.window().to());
        return new Page(outcome.counts, outcome.forecast, reached, next);
    }

    private Future<Listed> list(Backfill backfill, LookupInquiry inquiry, Span span) {
        Optional<String> cursor = backfill.position().provider();
        return inquiry.list(backfill.piece(), cursor, span)
                .compose(listed -> listed.next().isPresent() && listed.next().equals(cursor)
                        ? Future.failedFuture(new IllegalStateException("a page names itself as the next one"))
                        : Future.succeededFuture(listed))
                .recover(failure -> Future.failedFuture(noPage(backfill, Fault.of(failure))));
    }

    private static ListException noPage(Backfill backfill, Fault fault) {
        LOGGER.atWarn()
                .addKeyValue("account", backfill.account())
                .addKeyValue("from", backfill.piece().from())
                .addKeyValue("kind", fault.kind())
                .addKeyValue("reason", fault.message())
                .log("A page of a provider's list cannot be had");
        return new ListException(fault);
    }

    /** All in one transaction, or one by one if one of them cannot be decided. */
    private Future<Outcome> settle(
            Backfill backfill, List<List<StoredObservation>> payments, boolean rehearsed, Span span) {
        List<StoredObservation> all = payments.stream().flatMap(List::stream).toList();
        if (all.isEmpty()) {
            return Future.succeededFuture(Outcome.NONE);
        }
        BackfillRule rule = rule(backfill, all);
        Future<Outcome> decided = rehearsed
                ? ledger.rehearse(rule.scope(), rule::decide)
                        .map(outcome -> new Outcome(outcome.counts(), outcome.forecast()))
                : ledger.decide(rule.scope(), snapshot -> decision(rule.decide(snapshot), span))
                        .map(outcome -> record(backfill.account(), outcome));
        return decided.recover(failure -> {
            if (!UndecidableException.isCauseOf(failure)) {
                return Future.failedFuture(failure);
            }
            return payments.size() == 1
                    ? Future.succeededFuture(undecided(all.get(0).payment(), failure))
                    : settleOneByOne(backfill, payments, rehearsed, span);
        });
    }

    private Future<Outcome> settleOneByOne(
            Backfill backfill, List<List<StoredObservation>> payments, boolean rehearsed, Span span) {
        Future<Outcome> all = Future.succeededFuture(Outcome.NONE);
        for (List<StoredObservation> payment : payments) {
            all = all.compose(before ->
                    settle(backfill, List.of(payment), rehearsed, span).map(before::plus));
        }
        return all;
    }

    private BackfillRule rule(Backfill backfill, List<StoredObservation> observations) {
        RunningAccount account = requireNonNull(accounts.get(backfill.account()));
        JsonObject told = new JsonObject()
                .put("by", backfill.by())
                .put("from", backfill.window().from().toString())
                .put("to", backfill.window().to().toString());
        return new BackfillRule(account.config().merchant(), observations, told, terms, clock.instant());
    }

    private static Decision<Decided> decision(Decided decided, Span span) {
        return Decision.of(EventTraces.of(decided.changes(), span.context()), decided);
    }

    private Outcome record(String account, Decided decided) {
        BackfillCounts counts = decided.counts();
        metrics.backfilled(account, BackfillOutcome.NEW, counts.created());
        metrics.backfilled(account, BackfillOutcome.CHANGED, counts.changed());
        metrics.backfilled(account, BackfillOutcome.UNCHANGED, counts.unchanged());
        return new Outcome(counts, Forecast.NONE);
    }

    private Outcome undecided(PaymentId payment, Throwable failure) {
        metrics.backfilled(payment.account(), BackfillOutcome.FAILED, 1);
        LOGGER.atWarn()
                .addKeyValue("account", payment.account())
                .addKeyValue("payment", payment.key().id())
                .addKeyValue("reason", Fault.of(failure).message())
                .log("A payment of a provider's list cannot be decided");
        return new Outcome(BackfillCounts.ofFailed(), Forecast.NONE);
    }

    private static List<List<StoredObservation>> byPayment(Listed listed) {
        Map<PaymentId, List<StoredObservation>> payments = new TreeMap<>();
        listed.payments()
                .forEach(stored -> payments.computeIfAbsent(stored.payment(), id -> new ArrayList<>())
                        .add(stored));
        return List.copyOf(payments.values());
    }

    private Future<Void> afterPause(Listed listed) {
        Duration pause =
                Duration.ofMillis((long) MILLIS_PER_PAYMENT * listed.payments().size());
        return pause.isZero()
                ? Future.succeededFuture()
                : vertx.timer(pause.toMillis()).mapEmpty();
    }
}
