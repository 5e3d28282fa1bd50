package io.quittance.core.polling;

import io.quittance.core.plugin.RunningAccount;
import io.quittance.core.reconcile.Fault;
import io.quittance.core.reconcile.LookupAnswer;
import io.quittance.core.reconcile.ProviderCalls;
import io.quittance.core.store.Ids;
import io.quittance.core.store.PaymentId;
import io.quittance.core.store.StoredObservation;
import io.quittance.core.store.WantedLookup;
import io.quittance.spi.PaymentLookup;
import io.quittance.spi.PaymentObservation;
import io.quittance.spi.PaymentStore;
import io.vertx.core.Future;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Asks an account's provider about a payment. Never fails: what goes wrong is part of the answer. */
public final class LookupInquiry {

    private static final Logger LOGGER = LoggerFactory.getLogger(LookupInquiry.class);

    private final RunningAccount account;
    private final PaymentLookup lookup;
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
        this.lookup = account.lookup().orElseThrow();
        this.store = store;
        this.calls = calls;
        this.clock = clock;
    }

    Future<LookupAnswer> about(WantedLookup wanted) {
        Instant askedAt = clock.instant();
        return calls.call(() -> lookup.byPayment(wanted.payment().key(), store))
                .map(observations -> new LookupAnswer(wanted, stored(observations, askedAt), null))
                .otherwise(failure -> failed(wanted, Fault.of(failure)));
    }

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

    private static LookupAnswer failed(WantedLookup wanted, Fault fault) {
        LOGGER.atWarn()
                .addKeyValue("account", wanted.payment().account())
                .addKeyValue("payment", wanted.payment().key())
                .addKeyValue("attempt", wanted.attempts() + 1)
                .addKeyValue("kind", fault.kind())
                .addKeyValue("reason", fault.message())
                .log("A look-up failed and is made again");
        return LookupAnswer.failed(wanted, fault);
    }
}
