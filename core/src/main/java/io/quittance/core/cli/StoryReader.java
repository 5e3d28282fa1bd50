package io.quittance.core.cli;

import io.quittance.core.config.AccountConfig;
import io.quittance.core.config.NearName;
import io.quittance.core.explain.OrderStory;
import io.quittance.core.store.OrderQueries;
import io.quittance.core.store.OrderView;
import io.quittance.core.store.ReferenceQueries;
import io.quittance.core.store.TimelineCursor;
import io.quittance.core.store.TimelineQueries;
import io.quittance.core.store.TimelineRow;
import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads all that is to be told of an order. */
final class StoryReader {

    private static final int PAGE = 1_000;

    private final OrderQueries orders;
    private final TimelineQueries timelines;
    private final ReferenceQueries references;
    private final Map<String, String> providers = new HashMap<>();

    StoryReader(Pool pool, List<AccountConfig> accounts) {
        this.orders = new OrderQueries(pool);
        this.timelines = new TimelineQueries(pool);
        this.references = new ReferenceQueries(pool);
        accounts.forEach(account -> providers.put(account.id(), account.provider()));
    }

    /** Reads it; fails with a {@link CommandException} if there is no such order. */
    Future<OrderStory> read(String merchant, String reference) {
        return orders.find(merchant, reference)
                .compose(order -> entries(merchant, reference, null, new ArrayList<>())
                        .compose(entries -> order.isEmpty() && entries.isEmpty()
                                ? unknown(merchant, reference)
                                : Future.succeededFuture(story(merchant, reference, order.orElse(null), entries))));
    }

    private OrderStory story(String merchant, String reference, @Nullable OrderView order, List<TimelineRow> entries) {
        return new OrderStory(merchant, reference, order, entries, providers);
    }

    private Future<List<TimelineRow>> entries(
            String merchant, String reference, @Nullable TimelineCursor after, List<TimelineRow> before) {
        return timelines.page(merchant, reference, after, PAGE).compose(page -> {
            before.addAll(page);
            if (page.size() < PAGE) {
                return Future.succeededFuture(before);
            }
            TimelineRow last = page.get(PAGE - 1);
            return entries(merchant, reference, new TimelineCursor(last.at(), last.id()), before);
        });
    }

    private <T> Future<T> unknown(String merchant, String reference) {
        return references
                .merchants()
                .compose(merchants -> merchants.contains(merchant)
                        ? references
                                .neighbours(merchant, reference)
                                .map(near -> "merchant " + merchant + " has no order " + reference
                                        + NearName.hint(reference, near))
                                .compose(StoryReader::refused)
                        : refused("there is no merchant " + merchant + NearName.hint(merchant, merchants)));
    }

    private static <T> Future<T> refused(String message) {
        return Future.failedFuture(new CommandException(message));
    }
}
