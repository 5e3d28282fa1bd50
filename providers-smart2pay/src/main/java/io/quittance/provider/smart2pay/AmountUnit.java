package io.quittance.provider.smart2pay;

import io.quittance.spi.Money;
import java.util.Locale;

/** What the numbers in amounts count. */
enum AmountUnit {
    /** Hundredths of every currency, as Smart2Pay documents it, also where a currency has no hundredths. */
    HUNDREDTHS {
        @Override
        Money money(long amount, String currency) {
            return Money.ofDecimals(amount, 2, currency);
        }
    },
    /** Minor units of the currency, as ISO 4217 has them. */
    MINOR {
        @Override
        Money money(long amount, String currency) {
            return new Money(amount, currency);
        }
    };

    /**
     * An amount in minor units.
     *
     * @throws ArithmeticException if it is not a whole number of them
     * @throws IllegalArgumentException if the currency is unknown
     */
    abstract Money money(long amount, String currency);

    static AmountUnit of(String setting) {
        return valueOf(setting.toUpperCase(Locale.ROOT));
    }
}
