package io.quittance.core.demo;

import io.quittance.core.demo.OrderClient.Heard;
import io.vertx.core.Future;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Asks for each order until it is at its end, and then now and again whether it still is. Each round asks for a bounded
 * number, and only the latest of the settled orders are remembered. Belongs to one event loop; the sums may be read anywhere.
 */
final class Watch {

    private static final int ASKED_PER_ROUND = 100;
    private static final int ASKED_AGAIN_PER_ROUND = 10;
    private static final int REMEMBERED = 2_000;

    /** Is told what changes. */
    interface Listener {

        /** An order is at its end. */
        void settled(Purchase purchase, Heard heard);

        /** An order that was at its end is not there any more. */
        void leftItsEnd(Watched order);
    }

    private final OrderClient client;
    private final Listener listener;
    private final Set<Watched> unsettled = new LinkedHashSet<>();
    private final Queue<Watched> complete = new ArrayDeque<>();
    private final Queue<Watched> settled = new ArrayDeque<>();
    private final AtomicLong expectedCount = new AtomicLong();
    private final AtomicLong settledCount = new AtomicLong();

    Watch(OrderClient client, Listener listener) {
        this.client = client;
        this.listener = listener;
    }

    /** Promises that an order will end as it must. */
    Watched expect(Purchase purchase) {
        Watched order = new Watched(purchase);
        unsettled.add(order);
        expectedCount.incrementAndGet();
        return order;
    }

    /** From now on an order can be at its end. */
    void completed(Watched order) {
        order.completed();
        complete.add(order);
    }

    long expectedCount() {
        return expectedCount.get();
    }

    long settledCount() {
        return settledCount.get();
    }

    /** The orders that are not at their end, oldest first. */
    List<Watched> unsettled() {
        return List.copyOf(unsettled);
    }

    int unsettledCount() {
        return unsettled.size();
    }

    /** Asks for some; completes in any case, and before the next round may begin. */
    Future<Void> round() {
        List<Watched> asked = new ArrayList<>(take(complete, ASKED_PER_ROUND));
        asked.addAll(take(settled, ASKED_AGAIN_PER_ROUND));
        return askAll(asked);
    }

    /** Asks for all that are unsettled or remembered; completes in any case. */
    Future<Void> roundOfAll() {
        List<Watched> all = new ArrayList<>(unsettled);
        complete.clear();
        all.addAll(take(settled, settled.size()));
        Future<Void> asked = Future.succeededFuture();
        for (int from = 0; from < all.size(); from += ASKED_PER_ROUND) {
            List<Watched> part = all.subList(from, Math.min(from + ASKED_PER_ROUND, all.size()));
            asked = asked.compose(before -> askAll(part));
        }
        return asked;
    }

    private static List<Watched> take(Queue<Watched> queue, int most) {
        List<Watched> taken = new ArrayList<>();
        while (taken.size() < most && !queue.isEmpty()) {
            taken.add(queue.remove());
        }
        return taken;
    }

    private Future<Void> askAll(List<Watched> orders) {
        return Future.join(orders.stream().map(this::ask).toList())
                .<Void>mapEmpty()
                .otherwiseEmpty();
    }

    private Future<Void> ask(Watched order) {
        boolean before = order.isSettled();
        return client.find(order.purchase().reference())
                .onSuccess(order::see)
                .eventually(() -> {
                    keep(order);
                    return before == order.isSettled() ? Future.succeededFuture() : tell(order);
                })
                .mapEmpty();
    }

    private void keep(Watched order) {
        if (order.isSettled()) {
            settled.add(order);
        } else if (order.isComplete()) {
            complete.add(order);
        }
        if (settled.size() > REMEMBERED) {
            settled.remove();
        }
    }

    private Future<Void> tell(Watched order) {
        if (!order.isSettled()) {
            unsettled.add(order);
            settledCount.decrementAndGet();
            listener.leftItsEnd(order);
            return Future.succeededFuture();
        }
        unsettled.remove(order);
        settledCount.incrementAndGet();
        return client.heard(order.purchase().reference())
                .otherwise(new Heard(0, 0))
                .onSuccess(heard -> listener.settled(order.purchase(), heard))
                .mapEmpty();
    }
}
