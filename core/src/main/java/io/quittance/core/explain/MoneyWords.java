package io.quittance.core.explain;

import java.math.BigDecimal;
import java.util.Currency;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Amounts as people write them: {@code EUR 12.50}, {@code JPY 500}. */
public final class MoneyWords {

    // What has decimals already, as the texts of cases do, is written as people write it.
    private static final Pattern MINOR_UNITS =
            Pattern.compile("(?<![\\d.])(-?\\d{1,18}) ([A-Z]{3})( \\(minor units\\))?");

    private MoneyWords() {}

    /** Minor units of a currency; without one, they are called by their name. */
    public static String of(long minorUnits, @Nullable String currency) {
        return currency == null
                ? minorUnits + " minor units"
                : currency + " " + amount(minorUnits, currency).toPlainString();
    }

    /** Minor units of a currency as people write them, in its main unit. */
    public static BigDecimal amount(long minorUnits, String currency) {
        return BigDecimal.valueOf(minorUnits, digits(currency));
    }

    /** A text in which amounts stand as timelines have them. */
    public static String in(String text) {
        return MINOR_UNITS
                .matcher(text)
                .replaceAll(found -> Matcher.quoteReplacement(of(Long.parseLong(found.group(1)), found.group(2))));
    }

    /** Money in a currency that ISO 4217 does not know has no decimals that anybody could tell. */
    public static int digits(String currency) {
        return Currency.getAvailableCurrencies().stream()
                .filter(known -> known.getCurrencyCode().equals(currency))
                .mapToInt(Currency::getDefaultFractionDigits)
                .map(digits -> Math.max(0, digits))
                .findFirst()
                .orElse(0);
    }
}
