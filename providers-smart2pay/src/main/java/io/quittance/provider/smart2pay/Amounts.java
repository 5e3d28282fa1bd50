package io.quittance.provider.smart2pay;

import io.quittance.spi.Money;
import io.quittance.spi.ProviderException;
import org.jspecify.annotations.Nullable;

/**
 * Reads the amounts of an account.
 *
 * @param unit what they count
 */
record Amounts(AmountUnit unit) {

    /**
     * The money in a field of an object that has an ID and a Currency; null if the field is absent or null.
     *
     * @throws ProviderException permanent if it is no plain number, or no whole number of minor units
     */
    @Nullable
    Money money(LenientJson content, String field) {
        Long amount = content.amount(field);
        if (amount == null) {
            return null;
        }
        String currency = content.text("Currency")
                .orElseThrow(() -> ProviderException.permanent(where(content, field) + "there is no Currency"));
        try {
            return unit.money(amount, currency);
        } catch (ArithmeticException e) {
            throw ProviderException.permanent(where(content, field) + amount + " hundredths of " + currency
                    + " are no whole number of its minor units");
        } catch (IllegalArgumentException e) {
            throw ProviderException.permanent(
                    where(content, field) + "Currency is no code of ISO 4217 with a minor unit");
        }
    }

    private static String where(LenientJson content, String field) {
        return content.path() + " " + content.raw("ID") + ": " + field + ": ";
    }
}
