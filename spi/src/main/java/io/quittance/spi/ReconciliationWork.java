package io.quittance.spi;

import java.util.List;

/**
 * All waiting items of one subject, claimed by one node.
 *
 * @param subject the provider's id of the thing all the items are about
 * @param items at least one, oldest arrival first
 * @param attempt how often this work has been tried, this time included; starts at 1
 */
public record ReconciliationWork(String subject, List<Item> items, int attempt) {

    /**
     * An item with the notification that said it.
     *
     * @param item as {@link PaymentProvider#parse} returned it
     * @param notification as it was received, read from the store
     * @param verification as {@link PaymentProvider#authenticate} returned it
     */
    public record Item(NotificationItem item, InboundNotification notification, Verification verification) {}

    public ReconciliationWork {
        items = List.copyOf(items);
        if (items.isEmpty()) {
            throw new IllegalArgumentException("There is no work without an item: " + subject);
        }
    }

    /** The item that arrived last. */
    public Item latest() {
        return items.get(items.size() - 1);
    }
}
