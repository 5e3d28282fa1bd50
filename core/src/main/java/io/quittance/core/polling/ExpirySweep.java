package io.quittance.core.polling;

import io.quittance.core.reconcile.AccountTerms;
import io.quittance.core.reconcile.Expiry;
import io.quittance.core.reconcile.Fault;
import io.quittance.core.store.ExpiryStore;
import io.quittance.core.store.LedgerStore;
import io.quittance.core.store.LedgerStore.Decision;
import io.quittance.core.store.OrderKey;
import io.quittance.core.store.UndecidableException;
import io.quittance.core.telemetry.FailureStreak;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Decides orders again at the moment when their time is over, for which nobody sends a notification. What a node did not get
 * to is still due for another one, or after a restart; that two decide the same order does no harm.
 */
public final class ExpirySweep extends VerticleBase {

    private static final Logger LOGGER = LoggerFactory.getLogger(ExpirySweep.class);

    private static final int AT_A_TIME = 100;
    private static final long SWEEP_MILLIS = 500;
    private static final Duration REST = Duration.ofMinutes(15);

    private final ExpiryStore expiries;
    private final LedgerStore ledger;
    private final Function<String, AccountTerms> terms;
    private final FailureStreak streak = new FailureStreak();
    private final Clock clock;
    private Future<Void> sweeping = Future.succeededFuture();

    /** Decides in this ledger. */
    public ExpirySweep(ExpiryStore expiries, LedgerStore ledger, Function<String, AccountTerms> terms, Clock clock) {
        this.expiries = expiries;
        this.ledger = ledger;
        this.terms = terms;
        this.clock = clock;
    }

    @Override
    public Future<?> start() {
        vertx.setPeriodic(SWEEP_MILLIS, tick -> {
            if (sweeping.isComplete()) {
                sweeping = sweep();
            }
        });
        return Future.succeededFuture();
    }

    /** Completes when what is under way is decided. */
    @Override
    public Future<?> stop() {
        return sweeping;
    }

    private Future<Void> sweep() {
        Instant now = clock.instant();
        return expiries.due(now, AT_A_TIME)
                .compose(due -> due.isEmpty() ? Future.succeededFuture() : decideAll(due, now))
                .onComplete(streak.telling((failure, times) -> LOGGER.atWarn()
                        .addKeyValue("reason", Fault.of(failure).message())
                        .addKeyValue("times", times)
                        .log("Orders whose time is over cannot be decided and are tried again")))
                .otherwiseEmpty();
    }

    private Future<Void> decideAll(List<OrderKey> due, Instant now) {
        return decide(due, now).recover(failure -> {
            if (!UndecidableException.isCauseOf(failure)) {
                return Future.failedFuture(failure);
            }
            Future<Void> all = Future.succeededFuture();
            for (OrderKey order : due) {
                all = all.compose(done -> decide(List.of(order), now).recover(single -> rest(order, now, single)));
            }
            return all;
        });
    }

    private Future<Void> decide(List<OrderKey> orders, Instant now) {
        return ledger.<Boolean>decide(
                        Expiry.scope(orders), snapshot -> Decision.of(Expiry.decide(snapshot, terms, now), true))
                .compose(decided -> expiries.decided(orders, now));
    }

    private Future<Void> rest(OrderKey order, Instant now, Throwable failure) {
        if (!UndecidableException.isCauseOf(failure)) {
            return Future.failedFuture(failure);
        }
        LOGGER.atWarn()
                .addKeyValue("merchant", order.merchant())
                .addKeyValue("order", order.reference())
                .addKeyValue("reason", Fault.of(failure).message())
                .log("An order whose time is over cannot be decided; it is tried again in 15 minutes");
        return expiries.rest(order, now.plus(REST));
    }
}
