package io.quittance.spi.testing.conformance;

import io.quittance.spi.NotificationItem;
import io.quittance.spi.NotificationItem.Effect;
import io.quittance.spi.PaymentLookup.Page;
import io.quittance.spi.PaymentLookup.Window;
import io.quittance.spi.PaymentObservation;
import io.quittance.spi.testing.TestingPaymentStore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Something that a provider may have to ask its API for.
 *
 * @param ask puts the question to an account; throws what the provider fails with
 */
record Question(String name, Asking ask) {

    /** Puts a question. */
    interface Asking {
        List<PaymentObservation> of(TestedAccount account);
    }

    /** All that follows from the recordings: each item about a payment, and each look-up of what those tell. */
    static List<Question> of(Bench bench) {
        List<Question> questions = reconciliations(bench);
        List<PaymentObservation> known = new ArrayList<>();
        TestedAccount account = bench.account();
        // What fails by itself is found by a check of its own.
        questions.forEach(
                question -> Use.failure(() -> known.addAll(question.ask().of(account))));
        if (account.lookup.isPresent()) {
            questions.addAll(lookups(bench, known));
        }
        return questions;
    }

    private static List<Question> reconciliations(Bench bench) {
        List<Question> questions = new ArrayList<>();
        TestedAccount account = bench.account();
        for (Recording recording : bench.subject.recordings()) {
            for (NotificationItem item : account.hear(recording).items()) {
                if (item.effect() == Effect.PAYMENT) {
                    questions.add(new Question(
                            "reconcile of " + recording.name(),
                            asked -> asked.reconcile(asked.hear(recording), item, new TestingPaymentStore())));
                }
            }
        }
        Finding.require(!questions.isEmpty(), "None of the recordings has an item with the effect PAYMENT");
        return questions;
    }

    private static List<Question> lookups(Bench bench, List<PaymentObservation> known) {
        List<Question> questions = new ArrayList<>();
        known.stream()
                .map(PaymentObservation::payment)
                .distinct()
                .forEach(payment -> questions.add(new Question(
                        "byPayment of " + payment,
                        account -> bench.get(
                                "byPayment",
                                () -> account.lookup.orElseThrow().byPayment(payment, new TestingPaymentStore())))));
        known.stream()
                .flatMap(told -> told.order().matchedReference().stream())
                .distinct()
                .forEach(order -> questions.add(new Question(
                        "byOrder of " + order,
                        account -> bench.get(
                                "byOrder",
                                () -> account.lookup.orElseThrow().byOrder(order, new TestingPaymentStore())))));
        Window window = new Window(bench.clock.instant().minus(Duration.ofHours(1)), bench.clock.instant());
        questions.add(new Question("list", account -> {
            Page page = bench.get(
                    "list",
                    () -> account.lookup.orElseThrow().list(window, Optional.empty(), new TestingPaymentStore()));
            return page.payments();
        }));
        return questions;
    }
}
