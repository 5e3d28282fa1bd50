package io.quittance.core.cli;

import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * The orders of payments that notifications are about, as the search for orders has them. A few are asked for: with more
 * notifications than that, to know them at once is worth more than to know their orders.
 */
final class PaymentOrders {

    private static final String PATH = "/v1/orders";

    private final RunningGateway gateway;
    private int left;

    PaymentOrders(RunningGateway gateway, int most) {
        this.gateway = gateway;
        this.left = most;
    }

    /** The reference of the order; empty if none is known, if several could be meant, or if too many were asked for. */
    Optional<String> of(JsonObject notification) throws InterruptedException {
        String subject = notification.getString("subject");
        if (subject == null || left == 0) {
            return Optional.empty();
        }
        left--;
        try {
            return only(references(
                    Documents.items(
                            gateway.read(Query.of(PATH).with("search", subject).toString()), "items"),
                    notification));
        } catch (CommandException unknown) {
            return Optional.empty();
        }
    }

    private static List<String> references(List<JsonObject> found, JsonObject notification) {
        return found.stream()
                .filter(order -> notification.getString("subject").equals(order.getString("payment")))
                .filter(order -> notification.getString("merchant").equals(order.getString("merchant")))
                .map(order -> order.getString("reference"))
                .filter(Objects::nonNull)
                .distinct()
                .toList();
    }

    private static Optional<String> only(List<String> references) {
        return references.size() == 1 ? Optional.of(references.get(0)) : Optional.empty();
    }
}
