package io.quittance.core.polling;

import io.quittance.spi.Money;
import io.quittance.spi.ObservedStatus;
import io.quittance.spi.OrderMatch;
import io.quittance.spi.PaymentKey;
import io.quittance.spi.PaymentObservation;
import io.quittance.spi.PaymentObservation.Refund;
import io.quittance.spi.PaymentObservation.Source;
import io.quittance.spi.PaymentObservationBuilder;
import io.quittance.spi.PaymentStatus;
import io.quittance.spi.ReconciliationWork;
import io.vertx.core.Future;
import java.util.List;

/**
 * A provider's language for tests: the key of an item is {@code PAYMENT/STATUS/NUMBER}. Every payment is over 100 EUR, for the
 * order of the same name.
 */
final class Claims {

    private static final Money HUNDRED = new Money(100, "EUR");

    private Claims() {}

    /** What the notifications of some work carry, each with its evidence. */
    static Future<List<PaymentObservation>> carried(ReconciliationWork work) {
        return Future.succeededFuture(work.items().stream()
                .map(item -> observation(work.subject(), Source.CARRIED, code(item))
                        .evidence(item.notification())
                        .build())
                .toList());
    }

    /** What the provider says when it is asked. */
    static Future<List<PaymentObservation>> answer(PaymentKey payment, String code) {
        return Future.succeededFuture(
                List.of(observation(payment.id(), Source.READ, code).build()));
    }

    static PaymentObservationBuilder observation(String payment, Source source, String code) {
        if (code.equals("bare-dispute")) {
            return PaymentObservation.builder(PaymentKey.of(payment), source, status("disputed"));
        }
        PaymentObservationBuilder builder = PaymentObservation.builder(PaymentKey.of(payment), source, status(code))
                .order(OrderMatch.matched(payment));
        return code.equals("refund")
                ? builder.refunds(List.of(new Refund("r1", HUNDRED, Refund.Status.SUCCEEDED)))
                : builder.amount(HUNDRED);
    }

    private static ObservedStatus status(String code) {
        return switch (code) {
            case "open" -> ObservedStatus.of(PaymentStatus.PENDING, 10, code);
            case "failed" -> ObservedStatus.of(PaymentStatus.FAILED, 20, code);
            case "success" -> ObservedStatus.of(PaymentStatus.PAID, 30, code);
            case "authorized" -> ObservedStatus.of(PaymentStatus.AUTHORIZED, 15, code);
            case "charged-back" -> ObservedStatus.of(PaymentStatus.CHARGED_BACK, 60, code);
            case "refunded" -> ObservedStatus.of(PaymentStatus.REFUNDED, 70, code);
            case "disputed" -> ObservedStatus.of(PaymentStatus.DISPUTED, 40, code);
            case "dispute-won" -> ObservedStatus.of(PaymentStatus.DISPUTE_WON, 50, code);
            case "refund" -> ObservedStatus.notTold();
            default -> throw new IllegalArgumentException(code);
        };
    }

    private static String code(ReconciliationWork.Item item) {
        return item.item().key().split("/", -1)[1];
    }
}
