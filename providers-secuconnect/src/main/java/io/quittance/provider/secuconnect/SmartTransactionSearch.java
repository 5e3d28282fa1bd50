package io.quittance.provider.secuconnect;

import io.quittance.spi.OrderMatch;
import io.quittance.spi.ProviderException;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.Stream;

/**
 * The answer to the search for the smart transaction of a payment. The vendor's rule: one is a match, zero is a mismatch,
 * everything else is an error.
 *
 * @param count all matches, also those that are not in the answer; empty if not told
 * @param data the matches in the answer
 */
record SmartTransactionSearch(OptionalLong count, List<JsonObject> data) {

    private static final int MAX_REFERENCE = 200;

    SmartTransactionSearch {
        data = List.copyOf(data);
    }

    static SmartTransactionSearch of(JsonObject json) {
        return new SmartTransactionSearch(LenientJson.integer(json, "count"), LenientJson.objects(json, "data"));
    }

    /** Which order the answer tells. */
    OrderMatch match(OrderReference reference) {
        if (count.isEmpty()) {
            return OrderMatch.ambiguous("The search for the smart transaction answered without a count");
        }
        long found = count.getAsLong();
        if (found == 0) {
            return OrderMatch.none("No smart transaction holds the payment");
        }
        if (found != 1 || data.size() != 1) {
            return OrderMatch.ambiguous("The search for the smart transaction answered with count " + found + " and "
                    + data.size() + " entries instead of one");
        }
        return match(data.get(0), reference.field());
    }

    /**
     * The payments of the smart transactions whose reference equals the one that was searched; a search may also find what
     * only contains it.
     *
     * @throws ProviderException with category permanent if there are more matches than the answer holds
     */
    List<String> payments(OrderReference reference, String searched) {
        if (count.orElse(data.size()) > data.size()) {
            throw ProviderException.permanent("secuconnect found " + count.getAsLong()
                    + " smart transactions for one reference and answered only " + data.size());
        }
        return data.stream()
                .filter(smartTransaction -> searched.equals(LenientJson.text(smartTransaction, reference.field())))
                .flatMap(smartTransaction -> LenientJson.objects(smartTransaction, "transactions").stream())
                .filter(transaction -> PushTarget.PAYMENT.equals(transaction.getValue("object")))
                .flatMap(transaction -> Stream.ofNullable(LenientJson.text(transaction, "id")))
                .distinct()
                .toList();
    }

    private static OrderMatch match(JsonObject smartTransaction, String field) {
        String reference = LenientJson.text(smartTransaction, field);
        if (reference == null) {
            return OrderMatch.none("The smart transaction of the payment has no " + field);
        }
        return reference.length() <= MAX_REFERENCE
                ? OrderMatch.matched(reference)
                : OrderMatch.none("The smart transaction of the payment has a " + field + " of more than "
                        + MAX_REFERENCE + " characters");
    }
}
