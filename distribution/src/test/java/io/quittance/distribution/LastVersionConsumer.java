package io.quittance.distribution;

import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A merchant's books, kept as the documentation of events asks for: the highest version of each order that was acted on, and
 * whatever is not higher is ignored. Survives every crash of the gateway.
 */
final class LastVersionConsumer {
    private final Map<String, Books> orders = new HashMap<>();
    private int ignored;

    /** What is known of an order, and which versions were acted on, in that order. */
    private static final class Books {
        private final List<Long> actedOn = new ArrayList<>();
        private JsonObject state = new JsonObject();

        private long last() {
            return actedOn.isEmpty() ? 0 : actedOn.get(actedOn.size() - 1);
        }
    }

    synchronized void take(JsonObject event) {
        JsonObject order = event.getJsonObject("order");
        Books books = orders.computeIfAbsent(order.getString("reference"), reference -> new Books());
        long version = order.getLong("version");
        if (version <= books.last()) {
            ignored++;
            return;
        }
        books.actedOn.add(version);
        books.state = order.getJsonObject("after");
    }

    synchronized List<Long> actedOn(String order) {
        return orders.containsKey(order) ? List.copyOf(orders.get(order).actedOn) : List.of();
    }

    /** The whole state of an order, as the last event told it. */
    synchronized JsonObject state(String order) {
        return orders.containsKey(order) ? orders.get(order).state : new JsonObject();
    }

    /** How many events came that had been acted on already. */
    synchronized int ignored() {
        return ignored;
    }
}
