package io.quittance.spi;

import java.math.BigDecimal;
import java.util.Currency;
import java.util.regex.Pattern;

/**
 * An amount of money in whole minor units of a currency, as ISO 4217 defines them: EUR 100 is one euro, JPY 100 is a
 * hundred yen, KWD 1000 is one dinar. Never a fraction.
 *
 * @param minorUnits how many; negative only where a document says so
 * @param currency three upper-case letters
 */
public record Money(long minorUnits, String currency) {

    private static final Pattern CODE = Pattern.compile("[A-Z]{3}");

    public Money {
        if (!CODE.matcher(currency).matches()) {
            throw new IllegalArgumentException("A currency is three upper-case letters (ISO 4217)");
        }
    }

    /**
     * Converts an amount that a provider tells with a fixed number of decimals, whatever the currency.
     *
     * @param amount in units of 10<sup>-decimals</sup>
     * @param decimals how many decimals the provider counts
     * @throws ArithmeticException if it is not a whole number of the currency's minor units
     * @throws IllegalArgumentException if ISO 4217 knows no minor unit of the currency
     */
    public static Money ofDecimals(long amount, int decimals, String currency) {
        int exponent = Currency.getInstance(currency).getDefaultFractionDigits();
        if (exponent < 0) {
            throw new IllegalArgumentException("ISO 4217 knows no minor unit of " + currency);
        }
        BigDecimal major = BigDecimal.valueOf(amount, decimals);
        return new Money(major.movePointRight(exponent).longValueExact(), currency);
    }

    @Override
    public String toString() {
        return minorUnits + " " + currency;
    }
}
