package io.quittance.core.explain;

import io.quittance.core.store.OrderView;
import io.quittance.core.store.TimelineRow;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is to be told.
 *
 * @param order null: the merchant never registered it
 * @param entries its whole timeline, oldest first
 * @param providers the names of providers by account, as far as they are known
 */
public record OrderStory(
        String merchant,
        String reference,
        @Nullable OrderView order,
        List<TimelineRow> entries,
        Map<String, String> providers) {

    public OrderStory {
        entries = List.copyOf(entries);
        providers = Map.copyOf(providers);
    }

    /** Who told what an entry is about, for a sentence. */
    String provider(TimelineRow entry) {
        String account = entry.account();
        return account == null ? "the provider" : providers.getOrDefault(account, account);
    }

    /** The currency of the order; null if nobody registered it. */
    @Nullable
    String currency() {
        return order == null ? null : order.currency();
    }
}
