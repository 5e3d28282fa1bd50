package io.quittance.core.polling;

import io.quittance.core.plugin.RunningAccount;
import io.quittance.core.reconcile.Fault;
import io.quittance.core.reconcile.LookupAnswer;
import io.quittance.core.reconcile.ProviderCalls;
import io.quittance.core.store.Ids;
import io.quittance.core.store.PaymentId;
import io.quittance.core.store.StoredObservation;
import io.quittance.core.store.Wanted;
import io.quittance.core.store.WantedLookup;
import io.quittance.core.store.WantedOrder;
import io.quittance.core.trace.Operation;
import io.quittance.core.trace.Span;
import io.quittance.core.trace.TraceAttribute;
import io.quittance.core.trace.Tracing;
import io.quittance.spi.PaymentLookup;
import io.quittance.spi.PaymentLookup.Window;
import io.quittance.spi.PaymentObservation;
import io.quittance.spi.PaymentStore;
import io.vertx.core.Future;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks an account's provider about a payment or an order, which never fails, since what goes wrong is part of the answer; or
 * for its list of payments.
 */
public final class LookupInquiry {

    private static final Logger LOGGER = LoggerFactory.getLogger(LookupInquiry.class);

    private final RunningAccount account;
    private final PaymentStore store;
    private final ProviderCalls calls;
    private final Clock clock;

    /**
     * Asks one account's provider.
     *
     * @param account one whose provider can be asked
     * @param store what the provider may see of it
     * @param calls reach the account's provider
     */
    public LookupInquiry(RunningAccount account, PaymentStore store, ProviderCalls calls, Clock clock) {
        this.account = account;
        this.store = store;
        this.calls = calls;
        this.clock = clock;
    }

    /** How to ask each account whose provider can be asked, by its id. */
    static Map<String, LookupInquiry> byAccount(
            List<RunningAccount> accounts, Function<RunningAccount, LookupInquiry> inquiries) {
        return accounts.stream()
                .filter(account -> account.lookup().isPresent())
                .collect(
                        Collectors.toUnmodifiableMap(account -> account.config().id(), inquiries));
    }

    /** Whether there is any use in asking. */
    boolean takesWork() {
        return account.takesWork();
    }

    /** Begins the span of what an account's provider is asked of our own accord. */
    Span begin(Operation operation, Tracing tracing) {
        return tracing.begin(operation, null)
                .put(TraceAttribute.ACCOUNT, account.config().id())
                .put(TraceAttribute.PROVIDER, account.config().provider());
    }

    Future<LookupAnswer<WantedLookup>> about(WantedLookup wanted, Span span) {
        Instant askedAt = clock.instant();
        return calls.call(() -> lookup(span).byPayment(wanted.payment().key(), store))
                .map(observations -> new LookupAnswer<>(wanted, stored(observations, askedAt), null))
                .otherwise(failure -> failed(wanted, Fault.of(failure)));
    }

    Future<LookupAnswer<WantedOrder>> about(WantedOrder wanted, Span span) {
        Instant askedAt = clock.instant();
        return calls.call(() -> lookup(span).byOrder(wanted.order().reference(), store))
                .map(observations -> new LookupAnswer<>(wanted, stored(observations, askedAt), null))
                .otherwise(failure -> failed(wanted, Fault.of(failure)));
    }

    /** A page of the list of the payments that were created in a window; fails if it cannot be had. */
    Future<Listed> list(Window window, Optional<String> cursor, Span span) {
        Instant askedAt = clock.instant();
        return calls.call(() -> lookup(span).list(window, cursor, store))
                .map(page -> new Listed(stored(page.payments(), askedAt), page.next()));
    }

    private PaymentLookup lookup(Span span) {
        return account.lookup(span).orElseThrow();
    }

    /**
     * A page of a list.
     *
     * @param next where the next page begins; empty at the end
     */
    record Listed(List<StoredObservation> payments, Optional<String> next) {}

    private List<StoredObservation> stored(List<PaymentObservation> observations, Instant askedAt) {
        return observations.stream()
                .map(observation -> new StoredObservation(
                        Ids.next(),
                        new PaymentId(account.config().id(), observation.payment()),
                        null,
                        askedAt,
                        observation))
                .toList();
    }

    private static <W extends Wanted> LookupAnswer<W> failed(W wanted, Fault fault) {
        LOGGER.atWarn()
                .addKeyValue("account", wanted.claim().account())
                .addKeyValue("subject", wanted.claim().subject())
                .addKeyValue("attempt", wanted.attempts() + 1)
                .addKeyValue("kind", fault.kind())
                .addKeyValue("reason", fault.message())
                .log("A look-up failed and is made again");
        return LookupAnswer.failed(wanted, fault);
    }
}
