package com.example.acme;

import io.quittance.spi.Acknowledgement;
import io.quittance.spi.InboundNotification;
import io.quittance.spi.IntakeOutcome;
import io.quittance.spi.NotificationItem;
import io.quittance.spi.PaymentKey;
import io.quittance.spi.PaymentLookup;
import io.quittance.spi.PaymentObservation;
import io.quittance.spi.PaymentProvider;
import io.quittance.spi.PaymentStore;
import io.quittance.spi.ReconciliationWork;
import io.quittance.spi.Verification;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One account at Acme. What its signed events tell is taken as it is; what they leave out is read from the API. */
final class AcmeProvider implements PaymentProvider {

    private static final Acknowledgement ACCEPTED =
            new Acknowledgement(200, Map.of("Content-Type", "text/plain"), Buffer.buffer("[accepted]"));

    private final AcmeSignature signature;
    private final AcmeLookup lookup;

    AcmeProvider(AcmeSignature signature, AcmeLookup lookup) {
        this.signature = signature;
        this.lookup = lookup;
    }

    @Override
    public Verification authenticate(InboundNotification inbound) {
        return signature.verify(inbound);
    }

    @Override
    public List<String> credentials() {
        return signature.credentials();
    }

    @Override
    public List<NotificationItem> parse(InboundNotification inbound, Verification verification) {
        return AcmeNotification.of(inbound).items();
    }

    @Override
    public Acknowledgement acknowledge(InboundNotification inbound, IntakeOutcome outcome) {
        return outcome.isSuccess() ? ACCEPTED : Acknowledgement.standard(outcome, ACCEPTED.status());
    }

    @Override
    public Future<List<PaymentObservation>> reconcile(ReconciliationWork work, PaymentStore store) {
        List<PaymentObservation> observations = new ArrayList<>();
        boolean complete = true;
        for (ReconciliationWork.Item waiting : work.items()) {
            Optional<PaymentObservation> carried =
                    AcmeNotification.of(waiting.notification()).observation(waiting.item());
            carried.ifPresent(observations::add);
            complete &= carried.isPresent();
        }
        if (complete) {
            return Future.succeededFuture(observations);
        }
        return lookup.byPayment(PaymentKey.of(work.subject()), store).map(read -> {
            observations.addAll(read);
            return observations;
        });
    }

    @Override
    public Optional<PaymentLookup> lookup() {
        return Optional.of(lookup);
    }
}
