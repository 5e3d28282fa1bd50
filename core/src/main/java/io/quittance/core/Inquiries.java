package io.quittance.core;

import io.quittance.core.config.AccountConfig;
import io.quittance.core.plugin.AccountRegistry;
import io.quittance.core.plugin.RunningAccount;
import io.quittance.core.polling.LookupInquiry;
import io.quittance.core.reconcile.AccountTerms;
import io.quittance.core.reconcile.Inquiry;
import io.quittance.core.reconcile.ProviderCalls;
import io.quittance.core.store.AccountPaymentStore;
import io.quittance.core.store.Database;
import io.quittance.core.telemetry.LogLimit;
import io.quittance.spi.PaymentStore;
import io.vertx.core.Vertx;
import java.time.Clock;
import java.time.Duration;
import java.util.function.Function;

/**
 * How the providers of accounts are asked.
 *
 * @param failures limits what is logged of those that fail
 */
record Inquiries(Vertx vertx, Database database, Clock clock, LogLimit failures) {

    /** Whoever asked for a dry run is waiting. */
    private static final Duration REHEARSAL_LIMIT = Duration.ofSeconds(10);

    /** About notifications. */
    Inquiry reconciling(RunningAccount account) {
        return inquiry(account, new ProviderCalls(vertx, account));
    }

    /** About notifications, for a dry run. */
    Inquiry rehearsing(RunningAccount account) {
        return inquiry(account, new ProviderCalls(vertx, account, REHEARSAL_LIMIT));
    }

    /** About payments and orders of which nothing came. */
    LookupInquiry lookingUp(RunningAccount account, ProviderCalls calls) {
        return new LookupInquiry(account, storeOf(account), calls, clock);
    }

    /** The terms of accounts. Payments of an account that is no longer configured are judged as strictly as can be. */
    static Function<String, AccountTerms> terms(AccountRegistry accounts) {
        return id -> accounts.findById(id)
                .map(account ->
                        AccountTerms.of(account.config(), account.lookup().isPresent()))
                .orElseGet(() -> new AccountTerms(false, 0, true));
    }

    private Inquiry inquiry(RunningAccount account, ProviderCalls calls) {
        return new Inquiry(account, calls, storeOf(account), clock, failures);
    }

    private PaymentStore storeOf(RunningAccount account) {
        AccountConfig config = account.config();
        return new AccountPaymentStore(database.general(), config.id(), config.merchant());
    }
}
