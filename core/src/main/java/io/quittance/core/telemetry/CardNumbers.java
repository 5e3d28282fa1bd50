package io.quittance.core.telemetry;

import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Masks what looks like the number of a card, wherever it stands in a text: for what nobody expected to have one. A number is told
 * by its length, by how the schemes begin theirs (ISO/IEC 7812), and by its check digit (Luhn), so that nearly no other number looks like one.
 */
public final class CardNumbers {

    private static final String MASK = "***";

    /** In one piece, or in the groups that are printed on cards; not within a word, a decimal or an id of groups. */
    private static final Pattern CANDIDATE = Pattern.compile("(?<![0-9A-Za-z_.+-])"
            + "(?:[2-6]\\d{12,18}|[2-6]\\d{3}([ -])\\d{4}\\1\\d{4}\\1\\d{1,7}|3\\d{3}([ -])\\d{6}\\2\\d{4,5})"
            + "(?![0-9A-Za-z_]|[.-]\\d)");

    /** American Express, Diners, JCB; Visa; Mastercard of both ranges, and Maestro; Discover, UnionPay, RuPay and the other Maestros. */
    private static final Pattern ISSUERS =
            Pattern.compile("3(?:0[0-5]|[4-9]).*|4.*|5[0-8].*|2(?:22[1-9]|2[3-9]\\d|[3-6]\\d\\d|7[01]\\d|720).*|6.*");

    private static final int SHORTEST = 13;
    private static final int TEN = 10;

    private CardNumbers() {}

    /** The text, in which three stars stand for each number that may be a card's. */
    public static String masked(String text) {
        return hasEnoughDigits(text) ? CANDIDATE.matcher(text).replaceAll(CardNumbers::mask) : text;
    }

    /** Whether there is a row of digits, or of groups of them, that is as long as the shortest number. */
    private static boolean hasEnoughDigits(String text) {
        int digits = 0;
        for (int i = 0; i < text.length() && digits < SHORTEST; i++) {
            char character = text.charAt(i);
            if (character >= '0' && character <= '9') {
                digits++;
            } else if (character != ' ' && character != '-') {
                digits = 0;
            }
        }
        return digits >= SHORTEST;
    }

    /** The same of a text that may be missing. */
    public static @Nullable String maskedIfAny(@Nullable String text) {
        return text == null ? null : masked(text);
    }

    private static String mask(MatchResult candidate) {
        String digits = candidate.group().replaceAll("\\D", "");
        return ISSUERS.matcher(digits).matches() && isChecked(digits)
                ? MASK
                : Matcher.quoteReplacement(candidate.group());
    }

    private static boolean isChecked(String digits) {
        int sum = 0;
        boolean isDoubled = false;
        for (int i = digits.length() - 1; i >= 0; i--) {
            int digit = digits.charAt(i) - '0';
            int value = isDoubled ? 2 * digit : digit;
            sum += value / TEN + value % TEN;
            isDoubled = !isDoubled;
        }
        return sum % TEN == 0;
    }
}
