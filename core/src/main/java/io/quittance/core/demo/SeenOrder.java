package io.quittance.core.demo;

import io.vertx.core.json.JsonObject;
import java.util.List;

/**
 * What the management API says about an order, as far as a demo looks.
 *
 * @param refunded in minor units
 * @param openCases their kinds, sorted
 */
record SeenOrder(String status, long refunded, List<String> openCases) {

    SeenOrder {
        openCases = List.copyOf(openCases);
    }

    /** Reads the API's document. */
    static SeenOrder of(JsonObject document) {
        List<String> open = document.getJsonArray("cases").stream()
                .map(JsonObject.class::cast)
                .filter(found -> "open".equals(found.getString("state")))
                .map(found -> found.getString("kind"))
                .sorted()
                .toList();
        return new SeenOrder(document.getString("status"), document.getLong("refunded"), open);
    }

    /** In words: {@code paid}, or {@code refunded, 4990 refunded, with open case overpaid}. */
    String inWords() {
        String money = refunded == 0 ? "" : ", " + refunded + " refunded";
        String cases = openCases.isEmpty() ? "" : " with open case " + String.join(", ", openCases);
        return status + money + cases;
    }
}
