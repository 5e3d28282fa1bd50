package io.quittance.core.polling;

import io.quittance.core.plugin.RunningAccount;
import io.quittance.core.reconcile.AccountTerms;
import io.quittance.core.reconcile.EventTraces;
import io.quittance.core.reconcile.LookupAnswer;
import io.quittance.core.reconcile.LookupRule;
import io.quittance.core.store.Claim;
import io.quittance.core.store.LedgerChanges;
import io.quittance.core.store.LedgerStore;
import io.quittance.core.store.LedgerStore.Decision;
import io.quittance.core.store.LookupStore;
import io.quittance.core.store.WantedLookup;
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
 * Asks providers about payments that are in doubt or overdue, and decides what follows as a reconciliation does. See
 * {@link LookupWorker}.
 */
public final class StatusPoller extends LookupWorker<WantedLookup> {

    private final LookupStore lookups;
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
    public StatusPoller(
            List<RunningAccount> accounts,
            Function<RunningAccount, LookupInquiry> inquiries,
            LookupStore lookups,
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
    Future<List<WantedLookup>> claim(Map<String, Integer> room) {
        return lookups.claim(room);
    }

    @Override
    Future<Void> renew(Collection<Claim> claims) {
        return lookups.renew(claims);
    }

    @Override
    Future<LookupAnswer<WantedLookup>> ask(LookupInquiry inquiry, WantedLookup wanted, Span span) {
        return inquiry.about(wanted, span);
    }

    @Override
    Future<LedgerChanges> decide(LookupAnswer<WantedLookup> answer, Span span) {
        return Future.succeededFuture(new LookupRule(answer, terms, clock.instant(), random))
                .compose(rule -> ledger.decide(
                        rule.scope(), snapshot -> decision(EventTraces.of(rule.decide(snapshot), span.context()))))
                .onSuccess(changes -> books.record(answer, changes, span));
    }

    private static Decision<LedgerChanges> decision(LedgerChanges changes) {
        return Decision.of(changes, changes);
    }
}
