package io.quittance.provider.smart2pay.simulator;

import io.quittance.spi.Money;
import java.math.BigDecimal;
import java.util.Currency;

/** Amounts as Smart2Pay counts them: in hundredths of every currency, also of one that has none, or thousandths. */
final class Hundredths {

    private static final int DECIMALS = 2;

    private Hundredths() {}

    /**
     * The number for an amount.
     *
     * @throws IllegalArgumentException if it is no whole number of hundredths, from 1 on
     */
    static long of(Money money) {
        int exponent = Currency.getInstance(money.currency()).getDefaultFractionDigits();
        BigDecimal hundredths = BigDecimal.valueOf(money.minorUnits(), exponent).movePointRight(DECIMALS);
        if (hundredths.signum() <= 0 || hundredths.stripTrailingZeros().scale() > 0) {
            throw new IllegalArgumentException(money + " cannot be told in hundredths, which Smart2Pay counts");
        }
        return hundredths.longValueExact();
    }

    /** The smallest number of minor units of a currency that can be counted. */
    static long smallest(String currency) {
        int exponent = Currency.getInstance(currency).getDefaultFractionDigits();
        return BigDecimal.ONE.movePointRight(Math.max(0, exponent - DECIMALS)).longValueExact();
    }
}
