package io.quittance.core.http;

import io.quittance.core.reconcile.OrderDesk;
import io.quittance.core.reconcile.OrderDesk.Registration;
import io.quittance.core.reconcile.OrderRequest;
import io.quittance.core.store.OrderQueries;
import io.quittance.core.store.OrderView;
import io.quittance.core.store.TimelineCursor;
import io.quittance.core.store.TimelineQueries;
import io.quittance.core.store.TimelineRow;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Supplier;

/** What merchants expect, and what came of it. */
public final class OrdersApi implements ManagementApi {

    private static final int TIMELINE_LIMIT = 1000;

    private final OrderDesk desk;
    private final OrderQueries orders;
    private final TimelineQueries timelines;
    private final Supplier<List<AccountView>> accounts;

    /**
     * Answers from these.
     *
     * @param accounts those that are configured now
     */
    public OrdersApi(
            OrderDesk desk, OrderQueries orders, TimelineQueries timelines, Supplier<List<AccountView>> accounts) {
        this.desk = desk;
        this.orders = orders;
        this.timelines = timelines;
        this.accounts = accounts;
    }

    @Override
    public void mount(Router router) {
        router.put(OrderPath.PATTERN).respond(this::register);
        router.get(OrderPath.PATTERN).respond(this::show);
        router.post(OrderPath.PATTERN + "/cancel").respond(this::cancel);
        router.get(OrderPath.PATTERN + "/timeline").respond(this::timeline);
    }

    private Future<OrderView> register(RoutingContext context) {
        OrderPath path = OrderPath.toWrite(context);
        OrderRequest request = OrderBody.parse(body(context), path, accountsOf(path.merchant()));
        return desk.register(request).compose(registration -> {
            context.response().setStatusCode(status(registration));
            return find(path);
        });
    }

    private static int status(Registration registration) {
        return switch (registration) {
            case CREATED -> 201;
            case SAME, AMENDED -> 200;
            case CONFLICT ->
                throw ProblemException.conflict(
                        "The order is registered with other values, and money for it is authorized or paid");
        };
    }

    private Future<OrderView> show(RoutingContext context) {
        return find(OrderPath.toRead(context));
    }

    private Future<OrderView> cancel(RoutingContext context) {
        OrderPath path = OrderPath.toWrite(context);
        return desk.cancel(path.merchant(), path.reference()).compose(cancelled -> {
            if (!cancelled) {
                throw path.notFound();
            }
            return find(path);
        });
    }

    private Future<Page<TimelineRow>> timeline(RoutingContext context) {
        OrderPath path = OrderPath.toRead(context);
        QueryParameters parameters = QueryParameters.of(context, Set.of("limit", "cursor"));
        int limit = parameters.limit(TIMELINE_LIMIT, TIMELINE_LIMIT);
        TimelineCursor after = parameters.read("cursor", QueryParameters.CURSOR, TimelineCursor::parse);
        parameters.requireValid();
        return timelines
                .page(path.merchant(), path.reference(), after, limit + 1)
                .map(rows -> Page.ofPlaces(rows, limit, row -> new TimelineCursor(row.at(), row.id()).toString()))
                .compose(page ->
                        page.items().isEmpty() ? find(path).map(registered -> page) : Future.succeededFuture(page));
    }

    private Future<OrderView> find(OrderPath path) {
        return orders.find(path.merchant(), path.reference()).map(found -> found.orElseThrow(path::notFound));
    }

    private List<String> accountsOf(String merchant) {
        List<String> ids = accounts.get().stream()
                .filter(account -> account.merchant().equals(merchant))
                .map(AccountView::id)
                .toList();
        if (ids.isEmpty()) {
            throw ProblemException.notFound("No account belongs to this merchant");
        }
        return ids;
    }

    private static Buffer body(RoutingContext context) {
        return Objects.requireNonNullElseGet(context.body().buffer(), Buffer::buffer);
    }
}
