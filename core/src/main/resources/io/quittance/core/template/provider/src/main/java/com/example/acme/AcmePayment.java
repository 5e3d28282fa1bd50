package com.example.acme;

import io.quittance.spi.InboundNotification;
import io.quittance.spi.OrderMatch;
import io.quittance.spi.PaymentKey;
import io.quittance.spi.PaymentObservation;
import io.quittance.spi.PaymentObservation.Refund;
import io.quittance.spi.PaymentObservation.Source;
import io.quittance.spi.PaymentObservationBuilder;
import io.vertx.core.json.JsonObject;
import java.util.List;

/** A payment, as events and the API tell it in the same fields. */
final class AcmePayment {

    private AcmePayment() {}

    /** What a signed event says. */
    static PaymentObservation carried(String id, JsonObject event, InboundNotification evidence) {
        return told(id, event, Source.CARRIED).evidence(evidence).build();
    }

    /** What the API says when it is asked; it alone tells refunds. */
    static PaymentObservation read(JsonObject payment) {
        List<Refund> refunds = Fields.objects(payment, "refunds").stream()
                .map(refund -> refund(refund, payment))
                .toList();
        return told(Fields.text(payment, "id"), payment, Source.READ)
                .refunds(refunds)
                .build();
    }

    private static PaymentObservationBuilder told(String id, JsonObject payment, Source source) {
        return PaymentObservation.builder(PaymentKey.of(id), source, AcmeStatus.of(Fields.text(payment, "status")))
                .amount(Fields.money(payment, payment))
                .order(OrderMatch.matched(Fields.text(payment, "order")))
                .live(payment.getValue("live") instanceof Boolean live ? live : null);
    }

    private static Refund refund(JsonObject refund, JsonObject payment) {
        Refund.Status status = switch (Fields.text(refund, "status")) {
            case "done" -> Refund.Status.SUCCEEDED;
            case "refused" -> Refund.Status.FAILED;
            default -> Refund.Status.PENDING;
        };
        return new Refund(Fields.text(refund, "id"), Fields.money(refund, payment), status);
    }
}
