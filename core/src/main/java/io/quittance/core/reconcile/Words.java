package io.quittance.core.reconcile;

import io.quittance.core.store.Payment;
import io.quittance.spi.Money;
import io.quittance.spi.PaymentStatus;
import java.util.Collection;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** How the texts of discrepancies name money, payments and statuses. Never the payer. */
final class Words {

    private Words() {}

    static String of(long minorUnits, String currency) {
        return new Money(minorUnits, currency) + " (minor units)";
    }

    static String of(@Nullable Money money) {
        return money == null ? "an unknown amount" : of(money.minorUnits(), money.currency());
    }

    static String of(PaymentStatus status) {
        return status.name().toLowerCase(Locale.ROOT);
    }

    static String of(Payment payment) {
        return "payment " + payment.id() + " (" + of(payment.status().status()) + ") of " + of(payment.amount());
    }

    static String of(Collection<Payment> payments) {
        return payments.stream().map(payment -> payment.id().toString()).collect(Collectors.joining(", "));
    }
}
