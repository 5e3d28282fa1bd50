package com.example.acme;

import io.quittance.spi.Money;
import io.quittance.spi.ProviderException;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;

/** Reads fields, and says which one is wrong and what was expected; never what was found, since that may be anything. */
final class Fields {

    private static final int LONGEST = 200;

    private Fields() {}

    static String text(JsonObject object, String field) {
        if (object.getValue(field) instanceof String text && !text.isEmpty() && text.length() <= LONGEST) {
            return text;
        }
        throw ProviderException.permanent(field + ": expected is a text of 1 to " + LONGEST + " characters");
    }

    static List<JsonObject> objects(JsonObject object, String field) {
        if (object.getValue(field) instanceof JsonArray array
                && array.stream().allMatch(JsonObject.class::isInstance)) {
            return array.stream().map(JsonObject.class::cast).toList();
        }
        throw ProviderException.permanent(field + ": expected is a list of objects");
    }

    /** Acme counts minor units, as Money does; what counts otherwise is converted with Money.ofDecimals. */
    static Money money(JsonObject amount, JsonObject currency) {
        Object units = amount.getValue("amount");
        boolean whole = units instanceof Integer || units instanceof Long;
        if (!whole || ((Number) units).longValue() < 0) {
            throw ProviderException.permanent("amount: expected is a whole number of minor units");
        }
        try {
            return new Money(((Number) units).longValue(), text(currency, "currency"));
        } catch (IllegalArgumentException e) {
            throw ProviderException.permanent("currency: expected is a code of ISO 4217");
        }
    }
}
