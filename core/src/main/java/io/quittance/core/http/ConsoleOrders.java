package io.quittance.core.http;

import io.quittance.core.console.Frame;
import io.quittance.core.console.Links;
import io.quittance.core.console.OrderPage;
import io.quittance.core.console.OrderResults;
import io.quittance.core.console.Pages;
import io.quittance.core.console.Section;
import io.quittance.core.explain.OrderStory;
import io.quittance.core.store.OrderQueries;
import io.quittance.core.store.OrderSearch.Found;
import io.quittance.core.store.OrderView;
import io.quittance.core.store.TimelineQueries;
import io.quittance.core.store.TimelineRow;
import io.vertx.core.Future;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Orders, and why they are as they are. */
public final class ConsoleOrders implements ConsolePart {

    private static final int MOST_ENTRIES = 1000;

    private final OrderSearchApi search;
    private final OrderQueries orders;
    private final TimelineQueries timelines;
    private final Supplier<List<AccountView>> accounts;

    /**
     * Tells what these say.
     *
     * @param accounts those that are configured now
     */
    public ConsoleOrders(
            OrderSearchApi search,
            OrderQueries orders,
            TimelineQueries timelines,
            Supplier<List<AccountView>> accounts) {
        this.search = search;
        this.orders = orders;
        this.timelines = timelines;
        this.accounts = accounts;
    }

    @Override
    public void mount(Router router) {
        router.get("/console/orders").handler(this::find);
        router.get("/console/orders/:merchant/:reference").handler(this::show);
    }

    private void find(RoutingContext context) {
        QueryParameters parameters = QueryParameters.of(ConsoleQuery.of(context).parameters(), Set.of("search"));
        String text = parameters.text("search");
        parameters.requireValid();
        Frame frame = ConsoleFrames.of(context, "Orders", Section.ORDERS);
        found(text, Caller.of(context))
                .onSuccess(found -> {
                    Optional<Found> only = only(found);
                    if (only.isPresent()) {
                        goTo(context, only.get());
                    } else {
                        String asked = text == null ? "" : text;
                        ConsoleFrames.send(context, Pages.of(frame, new OrderResults(asked, found)));
                    }
                })
                .onFailure(context::fail);
    }

    private Future<List<Found>> found(@Nullable String text, Caller caller) {
        return text == null ? Future.succeededFuture(List.of()) : search.find(text, caller);
    }

    /** Whoever names an order wants to see it, not that it was found. */
    private static Optional<Found> only(List<Found> found) {
        return found.size() == 1 && found.get(0).reference() != null ? Optional.of(found.get(0)) : Optional.empty();
    }

    private static void goTo(RoutingContext context, Found order) {
        context.response()
                .setStatusCode(303)
                .putHeader(HttpHeaders.LOCATION, Links.order(order.merchant(), String.valueOf(order.reference())))
                .end();
    }

    private void show(RoutingContext context) {
        OrderPath path = OrderPath.toRead(context);
        Frame frame = ConsoleFrames.of(context, "Order " + path.reference(), Section.ORDERS);
        Future<Optional<OrderView>> order = orders.find(path.merchant(), path.reference());
        Future<List<TimelineRow>> entries = timelines.page(path.merchant(), path.reference(), null, MOST_ENTRIES + 1);
        Future.all(order, entries)
                .map(all -> page(path, order.result(), entries.result()))
                .onSuccess(page -> ConsoleFrames.send(context, Pages.of(frame, page)))
                .onFailure(context::fail);
    }

    private OrderPage page(OrderPath path, Optional<OrderView> order, List<TimelineRow> entries) {
        if (order.isEmpty() && entries.isEmpty()) {
            throw path.notFound();
        }
        boolean isCut = entries.size() > MOST_ENTRIES;
        List<TimelineRow> shown = isCut ? entries.subList(0, MOST_ENTRIES) : entries;
        return new OrderPage(
                new OrderStory(path.merchant(), path.reference(), order.orElse(null), shown, providers()), isCut);
    }

    private Map<String, String> providers() {
        return accounts.get().stream().collect(Collectors.toMap(AccountView::id, AccountView::provider));
    }
}
