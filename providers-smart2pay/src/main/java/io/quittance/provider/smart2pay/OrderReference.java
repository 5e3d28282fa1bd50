package io.quittance.provider.smart2pay;

import io.quittance.spi.OrderMatch;
import io.quittance.spi.ProviderException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;

/** Finds the merchant's order reference in a MerchantTransactionID, which often holds the number of the attempt as well. */
final class OrderReference {

    private static final int LONGEST = 200;

    private final Pattern pattern;

    private OrderReference(Pattern pattern) {
        this.pattern = pattern;
    }

    /**
     * The rule of a setting.
     *
     * @param setting a regular expression whose group 1 is the reference; null: the whole id is
     * @throws ProviderException configuration if it is no such expression
     */
    static OrderReference of(@Nullable String setting) {
        Pattern pattern = compile(setting == null ? "^(.*)$" : setting);
        if (pattern.matcher("").groupCount() == 0) {
            throw ProviderException.configuration("/orderReferencePattern: a group is needed, in parentheses, that"
                    + " holds the order reference, for example ^(.+)-[0-9]+$");
        }
        return new OrderReference(pattern);
    }

    OrderMatch match(@Nullable String merchantTransactionId) {
        if (merchantTransactionId == null) {
            return OrderMatch.none("The payment has no MerchantTransactionID");
        }
        if (merchantTransactionId.length() > LONGEST) {
            return OrderMatch.none("MerchantTransactionID is longer than " + LONGEST + " characters");
        }
        Matcher matcher = pattern.matcher(merchantTransactionId);
        String reference = matcher.find() ? matcher.group(1) : null;
        return reference == null || reference.isEmpty()
                ? OrderMatch.none(
                        "orderReferencePattern finds no reference in MerchantTransactionID " + merchantTransactionId)
                : OrderMatch.matched(reference);
    }

    private static Pattern compile(String setting) {
        try {
            return Pattern.compile(setting, Pattern.DOTALL);
        } catch (PatternSyntaxException e) {
            throw ProviderException.configuration("/orderReferencePattern: not a regular expression: "
                    + e.getDescription() + " at character " + (e.getIndex() + 1));
        }
    }
}
