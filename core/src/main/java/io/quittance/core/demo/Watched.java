package io.quittance.core.demo;

import java.util.Optional;

/** An order whose end was promised, and what was last seen of it. Belongs to one event loop. */
final class Watched {

    private final Purchase purchase;
    private boolean complete;
    private boolean settled;
    private Optional<SeenOrder> seen = Optional.empty();

    Watched(Purchase purchase) {
        this.purchase = purchase;
    }

    Purchase purchase() {
        return purchase;
    }

    /** From now on nothing more is to come: the order is registered, and the provider has told everything. */
    void completed() {
        complete = true;
    }

    boolean isComplete() {
        return complete;
    }

    boolean isSettled() {
        return settled;
    }

    /** Takes note of how the order is now; before it is complete, a fitting state is only on the way to the end. */
    void see(Optional<SeenOrder> order) {
        seen = order;
        settled = complete && order.filter(purchase.expectation()::isMetBy).isPresent();
    }

    /** In words, what it should be and what it is. */
    String difference() {
        return "expected " + purchase.expectation().inWords() + ", but it is "
                + seen.map(SeenOrder::inWords).orElse("not registered")
                + (complete ? "" : "; not everything was told about it yet");
    }
}
