package io.quittance.core.reconcile;

import io.quittance.core.store.LedgerScope;
import io.quittance.core.store.LedgerStore;
import io.quittance.core.store.OrderKey;
import io.vertx.core.Future;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.function.Function;

/**
 * Registers and cancels orders in the ledger. What a merchant says and what follows from the payments that are already
 * there is one transaction, so that a payment that came first is decided the moment its order is registered.
 */
public final class LedgerOrderDesk implements OrderDesk {

    private final LedgerStore ledger;
    private final MerchantRule rule;
    private final Clock clock;

    /**
     * Registers in this ledger.
     *
     * @param terms those of an account, by its id
     * @param asked the accounts whose providers are asked about an order of which nothing is heard
     */
    public LedgerOrderDesk(
            LedgerStore ledger,
            Function<String, AccountTerms> terms,
            Function<OrderRequest, Collection<String>> asked,
            Clock clock) {
        this.ledger = ledger;
        this.rule = new MerchantRule(terms, asked);
        this.clock = clock;
    }

    @Override
    public Future<Registration> register(OrderRequest request) {
        OrderKey key = new OrderKey(request.merchant(), request.reference());
        Instant now = clock.instant();
        return ledger.decide(LedgerScope.of(key), snapshot -> rule.register(snapshot, key, request, now));
    }

    @Override
    public Future<Boolean> cancel(String merchant, String reference) {
        OrderKey key = new OrderKey(merchant, reference);
        Instant now = clock.instant();
        return ledger.isRegistered(key)
                .compose(registered -> registered
                        ? ledger.decide(LedgerScope.of(key), snapshot -> rule.cancel(snapshot, key, now))
                        : Future.succeededFuture(false));
    }
}
