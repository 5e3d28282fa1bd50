package io.quittance.core.polling;

import io.quittance.core.plugin.RunningAccount;
import io.quittance.core.reconcile.AccountTerms;
import io.quittance.core.reconcile.EventTraces;
import io.quittance.core.reconcile.LookupAnswer;
import io.quittance.core.reconcile.OrderLookupRule;
import io.quittance.core.store.Claim;
import io.quittance.core.store.LedgerChanges;
import io.quittance.core.store.LedgerStore;
import io.quittance.core.store.LedgerStore.Decision;
import io.quittance.core.store.OrderLookupStore;
import io.quittance.core.store.WantedOrder;
import io.quittance.core.telemetry.Telemetry;
import io.quittance.core.trace.Span;
import io.vertx.core.Future;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.random.RandomGenerator;

/**
 * Asks providers about orders of which no payment is known, and decides what follows as a reconciliation does. See
 * {@link LookupWorker}.
 */
public final class OrderPoller extends LookupWorker<WantedOrder> {

    private final OrderLookupStore lookups;
    private final LedgerStore ledger;
    private final Function<String, AccountTerms> terms;
    private final LookupBooks books;
    private final Clock clock;
    private final RandomGenerator random = new SecureRandom();

    /**
     * Looks up at these accounts; those whose provider cannot be asked are passed over.
     *
     * @param inquiries how to ask the provider of one
     */
    public OrderPoller(
            List<RunningAccount> accounts,
            Function<RunningAccount, LookupInquiry> inquiries,
            OrderLookupStore lookups,
            LedgerStore ledger,
            Function<String, AccountTerms> terms,
            Telemetry telemetry,
            Clock clock) {
        super(LookupInquiry.byAccount(accounts, inquiries), telemetry.tracing());
        this.lookups = lookups;
        this.ledger = ledger;
        this.terms = terms;
        this.books = new LookupBooks(telemetry.metrics());
        this.clock = clock;
    }

    @Override
    Future<List<WantedOrder>> claim(Map<String, Integer> room) {
        return lookups.claim(room);
    }

    @Override
    Future<Void> renew(Collection<Claim> claims) {
        return lookups.renew(claims);
    }

    @Override
    Future<LookupAnswer<WantedOrder>> ask(LookupInquiry inquiry, WantedOrder wanted, Span span) {
        return inquiry.about(wanted, span);
    }

    @Override
    Future<LedgerChanges> decide(LookupAnswer<WantedOrder> answer, Span span) {
        return Future.succeededFuture(new OrderLookupRule(answer, terms, clock.instant(), random))
                .compose(rule -> ledger.decide(
                        rule.scope(), snapshot -> decision(EventTraces.of(rule.decide(snapshot), span.context()))))
                .onSuccess(changes -> books.recordOrder(answer, changes, span));
    }

    private static Decision<LedgerChanges> decision(LedgerChanges changes) {
        return Decision.of(changes, changes);
    }
}
