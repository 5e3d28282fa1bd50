package io.quittance.spi.testing.conformance;

import io.quittance.spi.Acknowledgement;
import io.quittance.spi.InboundNotification;
import io.quittance.spi.IntakeOutcome;
import io.quittance.spi.NotificationItem;
import io.quittance.spi.NotificationItem.Effect;
import io.quittance.spi.PaymentLookup;
import io.quittance.spi.PaymentObservation;
import io.quittance.spi.PaymentProvider;
import io.quittance.spi.PaymentStore;
import io.quittance.spi.ReconciliationWork;
import io.quittance.spi.Verification;
import io.quittance.spi.testing.TestingPaymentStore;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A provider on the bench, called as the gateway calls it. Every method throws what the provider throws. */
final class TestedAccount {

    final PaymentProvider provider;
    final LentContext context;
    final Optional<PaymentLookup> lookup;
    private final Bench bench;

    /** What an authentic notification says. */
    record Heard(InboundNotification notification, Verification verification, List<NotificationItem> items) {}

    TestedAccount(Bench bench, PaymentProvider provider, LentContext context) {
        this.bench = bench;
        this.provider = provider;
        this.context = context;
        this.lookup = provider.lookup();
    }

    Verification authenticate(InboundNotification inbound) {
        return bench.call("authenticate", () -> provider.authenticate(inbound));
    }

    List<NotificationItem> parse(InboundNotification inbound, Verification verification) {
        return bench.call("parse", () -> provider.parse(inbound, verification));
    }

    Acknowledgement acknowledge(InboundNotification inbound, IntakeOutcome outcome) {
        return bench.call("acknowledge of " + outcome, () -> provider.acknowledge(inbound, outcome));
    }

    Heard hear(InboundNotification inbound) {
        Verification verification = authenticate(inbound);
        return new Heard(inbound, verification, parse(inbound, verification));
    }

    Heard hear(Recording recording) {
        return hear(bench.subject.authentic(recording.body()));
    }

    /** What is true about the payments of a notification, each item reconciled by itself. */
    List<PaymentObservation> observe(Heard heard, PaymentStore store) {
        List<PaymentObservation> observations = new ArrayList<>();
        for (NotificationItem item : heard.items()) {
            if (item.effect() == Effect.PAYMENT) {
                observations.addAll(reconcile(heard, item, store));
            }
        }
        return observations;
    }

    List<PaymentObservation> observe(Recording recording) {
        return observe(hear(recording), new TestingPaymentStore());
    }

    List<PaymentObservation> reconcile(Heard heard, NotificationItem item, PaymentStore store) {
        ReconciliationWork.Item waiting = new ReconciliationWork.Item(item, heard.notification(), heard.verification());
        ReconciliationWork work = new ReconciliationWork(item.subject(), List.of(waiting), 1);
        return bench.get("reconcile", () -> provider.reconcile(work, store));
    }

    /** The gateway's part of an end: what was lent is taken back. */
    void end() {
        context.close();
    }
}
