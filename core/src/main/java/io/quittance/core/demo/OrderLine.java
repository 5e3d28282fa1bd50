package io.quittance.core.demo;

import io.quittance.core.demo.OrderClient.Heard;
import io.quittance.spi.Money;
import io.quittance.spi.simulator.Life;
import java.math.BigDecimal;
import java.util.Currency;
import java.util.Locale;

/** The words for a settled order: columns that fit into a hundred characters together with the time. */
final class OrderLine {

    private static final String COLUMNS = "%-11s  %-10s  %10s  %-20s  %s";

    static final String HEADER = COLUMNS.formatted("provider", "order", "asked for", "ended as", "notifications");

    private OrderLine() {}

    static String of(Purchase purchase, Heard heard) {
        return String.format(
                Locale.ROOT,
                COLUMNS,
                purchase.provider(),
                purchase.reference(),
                amount(purchase.sale().amount()),
                story(purchase),
                heard(heard) + (purchase.isLate() ? "  order was late" : ""));
    }

    private static String heard(Heard heard) {
        return heard.repeats() == 0
                ? Integer.toString(heard.notifications())
                : heard.notifications() + ", " + heard.repeats() + " repeated";
    }

    private static String story(Purchase purchase) {
        Money asked = purchase.sale().amount();
        if (purchase.missing() > 0) {
            return amount(new Money(purchase.missing(), asked.currency())) + " missing";
        }
        Life life = purchase.sale().life();
        return switch (life) {
            case PAID -> "paid";
            case PREPAID -> "paid by transfer";
            case AUTHORIZED_THEN_CAPTURED -> "authorized, captured";
            case FAILED_THEN_PAID -> "paid at second try";
            case DECLINED -> "declined";
            case PARTIALLY_REFUNDED ->
                amount(new Money(life.refunded(asked.minorUnits()), asked.currency())) + " refunded";
            case REFUNDED_IN_PARTS -> "refunded in parts";
            case CHARGED_BACK -> "charged back";
            case CHARGEBACK_REVERSED -> "charged back, undone";
        };
    }

    /** As people write it: {@code 49.90 EUR}, {@code 500 JPY}. */
    static String amount(Money money) {
        int digits = Currency.getInstance(money.currency()).getDefaultFractionDigits();
        return BigDecimal.valueOf(money.minorUnits(), digits).toPlainString() + " " + money.currency();
    }
}
