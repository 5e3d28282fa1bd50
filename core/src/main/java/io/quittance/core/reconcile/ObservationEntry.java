package io.quittance.core.reconcile;

import io.quittance.core.store.Payment;
import io.quittance.core.store.StoredObservation;
import io.quittance.core.store.WireNames;
import io.quittance.core.telemetry.CardNumbers;
import io.quittance.spi.Money;
import io.quittance.spi.ObservedStatus;
import io.quittance.spi.PaymentObservation;
import io.quittance.spi.PaymentObservation.Refund;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a timeline tells of what was observed of a payment, and of what came of it.
 *
 * @param all that is known of the payment now
 * @param before what was known before; null: nothing
 * @param after what is known now
 */
record ObservationEntry(
        List<StoredObservation> all, @Nullable Payment before, Payment after) {

    JsonObject detail(StoredObservation stored) {
        PaymentObservation observation = stored.observation();
        ObservedStatus status = observation.status();
        ObservationRule rule = ObservationRule.of(stored, all, after.status());
        return new JsonObject()
                .put("source", WireNames.of(observation.source()))
                .put("status", WireNames.of(status.status()))
                .put("code", status.code())
                .put("text", CardNumbers.maskedIfAny(status.text()))
                .put("amount", text(observation.amount()))
                .put("captured", text(observation.captured()))
                .put("refunds", refunds(observation.refunds()))
                .put("order_match", WireNames.of(observation.order().kind()))
                .put("observed_at", stored.observedAt().toString())
                .put("rule", WireNames.of(rule))
                .put("not_applied", rule.reason(status, after.status()).orElse(null))
                .put("before", before == null ? null : state(before))
                .put("after", state(after));
    }

    private static JsonObject state(Payment payment) {
        return new JsonObject()
                .put("status", WireNames.of(payment.status().status()))
                .put("code", payment.status().code())
                .put("captured", payment.captured())
                .put("refunded", payment.refunded());
    }

    private static JsonArray refunds(List<Refund> refunds) {
        JsonArray all = new JsonArray();
        refunds.forEach(refund -> all.add(new JsonObject()
                .put("id", refund.id())
                .put("amount", refund.amount().toString())
                .put("status", WireNames.of(refund.status()))));
        return all;
    }

    private static @Nullable String text(@Nullable Money money) {
        return money == null ? null : money.toString();
    }
}
