package io.quittance.core.reconcile;

import io.quittance.core.store.Payment;
import io.quittance.core.store.PaymentId;
import io.quittance.core.store.StoredObservation;
import io.quittance.core.store.WireNames;
import io.quittance.core.telemetry.CardNumbers;
import io.quittance.spi.Money;
import io.quittance.spi.ObservedStatus;
import io.quittance.spi.PaymentObservation;
import io.quittance.spi.PaymentStatus;
import io.vertx.core.json.JsonObject;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.Currency;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** How the texts for people name money, payments, statuses and times. Never the payer. */
final class Words {

    private Words() {}

    /** As people write money, with the decimals of its currency: 12.90 EUR, 1290 JPY. */
    static String of(long minorUnits, String currency) {
        int decimals = decimals(currency);
        return decimals < 0
                ? minorUnits + " of the smallest unit of " + currency
                : BigDecimal.valueOf(minorUnits, decimals).toPlainString() + " " + currency;
    }

    static String of(@Nullable Money money) {
        return money == null ? "an unknown amount" : of(money.minorUnits(), money.currency());
    }

    static String of(PaymentStatus status) {
        return status.name().toLowerCase(Locale.ROOT);
    }

    static String of(PaymentId payment) {
        String backEnd = payment.key().backEnd();
        return payment.key().id() + (backEnd.isEmpty() ? "" : " (" + backEnd + ")") + " at " + payment.account();
    }

    static String of(ObservedStatus status) {
        return "status " + status.code() + " (" + of(status.status()) + ")";
    }

    static String of(Payment payment) {
        return "payment " + of(payment.id()) + ", " + of(payment.status().status()) + ", of " + of(payment.amount());
    }

    /** What a timeline says about an observation. */
    static JsonObject observed(StoredObservation stored) {
        PaymentObservation observation = stored.observation();
        ObservedStatus status = observation.status();
        return new JsonObject()
                .put("source", WireNames.of(observation.source()))
                .put("status", WireNames.of(status.status()))
                .put("code", status.code())
                .put("text", CardNumbers.maskedIfAny(status.text()))
                .put(
                        "amount",
                        observation.amount() == null
                                ? null
                                : observation.amount().toString())
                .put(
                        "captured",
                        observation.captured() == null
                                ? null
                                : observation.captured().toString())
                .put("order_match", WireNames.of(observation.order().kind()))
                .put("observed_at", stored.observedAt().toString());
    }

    static String of(Collection<Payment> payments) {
        return "payment "
                + payments.stream().map(payment -> of(payment.id())).collect(Collectors.joining(" and payment "));
    }

    static String of(Instant time) {
        return time.truncatedTo(ChronoUnit.SECONDS).toString();
    }

    static String times(long count) {
        return count == 1 ? "once" : count + " times";
    }

    /** Less than 0: nobody knows. */
    private static int decimals(String currency) {
        try {
            return Currency.getInstance(currency).getDefaultFractionDigits();
        } catch (IllegalArgumentException notInIso4217) {
            return -1;
        }
    }
}
