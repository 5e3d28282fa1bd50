package io.quittance.core.polling;

import static java.util.Objects.requireNonNull;

import io.quittance.core.plugin.RunningAccount;
import io.quittance.core.reconcile.AccountTerms;
import io.quittance.core.reconcile.Fault;
import io.quittance.core.reconcile.LookupAnswer;
import io.quittance.core.reconcile.LookupRule;
import io.quittance.core.store.Claim;
import io.quittance.core.store.LedgerChanges;
import io.quittance.core.store.LedgerStore;
import io.quittance.core.store.LedgerStore.Decision;
import io.quittance.core.store.LookupStore;
import io.quittance.core.store.SqlFailure;
import io.quittance.core.store.UndecidableException;
import io.quittance.core.store.WantedLookup;
import io.quittance.core.telemetry.GatewayMetrics;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.VerticleBase;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes the look-ups that are due: claims them, asks the providers, and decides what follows as a reconciliation does. Woken by
 * whoever wishes for one, and by a slow poll as the net under lost wake-ups.
 *
 * <p>Each account has room for a few at a time, so that a slow provider holds up nobody but itself.
 */
public final class StatusPoller extends VerticleBase {

    private static final Logger LOGGER = LoggerFactory.getLogger(StatusPoller.class);

    private static final int ROOM_PER_ACCOUNT = 16;
    private static final long POLL_MILLIS = 1_000;
    private static final long RENEW_MILLIS = 2_000;

    private final Map<String, LookupInquiry> inquiries;
    private final LookupStore lookups;
    private final LedgerStore ledger;
    private final Function<String, AccountTerms> terms;
    private final LookupBooks books;
    private final Clock clock;
    private final RandomGenerator random = new SecureRandom();

    private final AtomicBoolean woken = new AtomicBoolean();
    private final Set<Claim> held = new HashSet<>();
    private final Promise<Void> drained = Promise.promise();
    private boolean claiming;
    private boolean again;
    private boolean stopping;

    /**
     * Looks up at these accounts; those whose provider cannot be asked are passed over.
     *
     * @param inquiries how to ask the provider of one
     */
    public StatusPoller(
            List<RunningAccount> accounts,
            Function<RunningAccount, LookupInquiry> inquiries,
            LookupStore lookups,
            LedgerStore ledger,
            Function<String, AccountTerms> terms,
            GatewayMetrics metrics,
            Clock clock) {
        this.inquiries = accounts.stream()
                .filter(account -> account.lookup().isPresent())
                .collect(
                        Collectors.toUnmodifiableMap(account -> account.config().id(), inquiries));
        this.lookups = lookups;
        this.ledger = ledger;
        this.terms = terms;
        this.books = new LookupBooks(metrics);
        this.clock = clock;
    }

    @Override
    public Future<?> start() {
        vertx.setPeriodic(POLL_MILLIS, tick -> work());
        vertx.setPeriodic(RENEW_MILLIS, tick -> renew());
        work();
        return Future.succeededFuture();
    }

    /** Says that a look-up may be due now; may be called from anywhere, and as often as there is news. */
    public void wake() {
        if (context != null && woken.compareAndSet(false, true)) {
            context.runOnContext(now -> {
                woken.set(false);
                work();
            });
        }
    }

    /** Asks nothing new, and completes when what was answered is decided. */
    @Override
    public Future<?> stop() {
        stopping = true;
        endIfDrained();
        return drained.future();
    }

    private void work() {
        if (claiming) {
            again = true;
            return;
        }
        Map<String, Integer> room = room();
        if (stopping || room.isEmpty()) {
            return;
        }
        claiming = true;
        again = false;
        lookups.claim(room)
                .onSuccess(wanted -> wanted.forEach(this::lookUp))
                .onFailure(failure -> LOGGER.atWarn()
                        .addKeyValue("reason", String.valueOf(failure.getMessage()))
                        .log("Look-ups cannot be claimed and are asked for again"))
                .onComplete(done -> {
                    claiming = false;
                    endIfDrained();
                    if (again) {
                        work();
                    }
                });
    }

    private Map<String, Integer> room() {
        Map<String, Integer> room = new HashMap<>();
        inquiries.keySet().forEach(account -> room.put(account, ROOM_PER_ACCOUNT));
        held.forEach(claim -> room.merge(claim.account(), -1, Integer::sum));
        room.values().removeIf(left -> left <= 0);
        return room;
    }

    private void lookUp(WantedLookup wanted) {
        Claim claim = wanted.claim();
        held.add(claim);
        requireNonNull(inquiries.get(claim.account()), "only accounts that run are claimed")
                .about(wanted)
                .compose(this::write)
                .onFailure(failure -> LOGGER.atWarn()
                        .addKeyValue("account", claim.account())
                        .addKeyValue("payment", wanted.payment().key())
                        .addKeyValue("reason", Fault.of(failure).message())
                        .log("The answer to a look-up could not be written; it is made again when the claim ends"))
                .onComplete(done -> {
                    held.remove(claim);
                    endIfDrained();
                    work();
                });
    }

    /** An answer that no decision is possible about is none. */
    private Future<LedgerChanges> write(LookupAnswer answer) {
        return decide(answer).recover(failure -> {
            boolean undecidable = failure instanceof UndecidableException || SqlFailure.isDataError(failure);
            return undecidable
                    ? decide(LookupAnswer.failed(answer.wanted(), Fault.of(failure)))
                    : Future.failedFuture(failure);
        });
    }

    private Future<LedgerChanges> decide(LookupAnswer answer) {
        return Future.succeededFuture(new LookupRule(answer, terms, clock.instant(), random))
                .compose(rule -> ledger.decide(rule.scope(), snapshot -> decision(rule.decide(snapshot))))
                .onSuccess(changes -> books.record(answer, changes));
    }

    private static Decision<LedgerChanges> decision(LedgerChanges changes) {
        return Decision.of(changes, changes);
    }

    private void endIfDrained() {
        if (stopping && !claiming && held.isEmpty()) {
            drained.tryComplete();
        }
    }

    private void renew() {
        if (!held.isEmpty()) {
            lookups.renew(List.copyOf(held))
                    .onFailure(failure -> LOGGER.atWarn()
                            .addKeyValue("reason", String.valueOf(failure.getMessage()))
                            .log("Claims cannot be renewed; another node may take them over"));
        }
    }
}
