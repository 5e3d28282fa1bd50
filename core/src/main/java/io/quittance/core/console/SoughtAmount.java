package io.quittance.core.console;

import io.quittance.core.explain.MoneyWords;
import io.quittance.core.store.OrderSearch.Found;
import java.math.BigDecimal;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * An amount that somebody looks for, as people write it: {@code 12.90}, {@code 12,90 EUR}, {@code EUR 12.90}.
 *
 * @param value in the main unit of the currency
 * @param currency null: any
 */
public record SoughtAmount(BigDecimal value, @Nullable String currency) {

    private static final Pattern WRITTEN = Pattern.compile(
            "(?:(?<before>[A-Za-z]{3}) ?)?(?<value>\\d{1,12}(?:[.,]\\d{1,3})?)(?: ?(?<after>[A-Za-z]{3}))?");
    private static final int USUAL_DIGITS = 2;

    /** What a text says; empty if it may as well be a reference, having neither decimals nor a currency. */
    public static Optional<SoughtAmount> of(String text) {
        Matcher written = WRITTEN.matcher(text.strip());
        if (!written.matches() || (written.group("before") != null && written.group("after") != null)) {
            return Optional.empty();
        }
        String named = written.group("before") == null ? written.group("after") : written.group("before");
        BigDecimal value = new BigDecimal(written.group("value").replace(',', '.'));
        return named == null && value.scale() == 0
                ? Optional.empty()
                : Optional.of(new SoughtAmount(value, named == null ? null : named.toUpperCase(Locale.ROOT)));
    }

    /** In the smallest unit of the currency; without one, of a currency that has as many decimals as are written, or two. */
    public Optional<Long> minorUnits() {
        int digits = currency == null ? Math.max(USUAL_DIGITS, value.scale()) : MoneyWords.digits(currency);
        return value.stripTrailingZeros().scale() > digits
                ? Optional.empty()
                : Optional.of(value.movePointRight(digits).longValueExact());
    }

    /** Whether an order costs just this, in whichever currency. */
    public boolean isOf(Found order) {
        Long amount = order.amount();
        String its = order.currency();
        return amount != null && its != null && MoneyWords.amount(amount, its).compareTo(value) == 0;
    }
}
