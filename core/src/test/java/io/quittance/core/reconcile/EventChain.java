package io.quittance.core.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import io.quittance.core.store.OrderState;
import io.vertx.core.json.JsonObject;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** All events of an order, in the order of their versions: what must hold of them whatever happened. */
record EventChain(List<JsonObject> events) {

    static EventChain of(List<JsonObject> events) {
        return new EventChain(List.copyOf(events));
    }

    /** Versions count up from 1, each event goes on where the one before ended, and tells something. */
    EventChain hasNoGaps(String name) {
        JsonObject before = json(OrderState.INITIAL);
        Map<String, Integer> open = new HashMap<>();
        long version = 0;
        for (JsonObject event : events) {
            JsonObject order = event.getJsonObject("order");
            String kind = event.getString("case");
            version++;
            assertThat(order.getLong("version")).as("%s: %s", name, event).isEqualTo(version);
            assertThat(order.getJsonObject("before")).as("%s: %s", name, event).isEqualTo(before);
            assertThat(kind != null || !order.getJsonObject("after").equals(before))
                    .as("%s: %s tells nothing", name, event)
                    .isTrue();
            before = order.getJsonObject("after");
            if (kind != null) {
                int count = open.merge(kind, event.getString("type").equals("case.opened") ? 1 : -1, Integer::sum);
                assertThat(count)
                        .as("%s: %s of a case that was not told", name, event)
                        .isNotNegative();
            }
        }
        return this;
    }

    /** The last of them told how the order is. */
    EventChain endsWith(String name, long version, OrderState state) {
        JsonObject last = events.isEmpty()
                ? json(OrderState.INITIAL)
                : events.get(events.size() - 1).getJsonObject("order").getJsonObject("after");
        assertThat((long) events.size()).as(name).isEqualTo(version);
        assertThat(last).as(name).isEqualTo(json(state));
        return this;
    }

    /** Nobody delivers twice who delivers at {@code order.paid}. */
    EventChain saysPaidOnceUnlessMoneyWentBack(String name) {
        boolean mayBePaid = true;
        for (JsonObject event : events) {
            if (event.getString("type").equals("order.paid")) {
                assertThat(mayBePaid).as("%s: %s", name, events).isTrue();
                mayBePaid = false;
            }
            mayBePaid |= event.getJsonObject("order")
                    .getJsonObject("after")
                    .getString("status")
                    .endsWith("refunded");
        }
        return this;
    }

    private static JsonObject json(OrderState state) {
        return new JsonObject()
                .put("status", state.status().wireName())
                .put("paid", state.paid())
                .put("refunded", state.refunded());
    }
}
