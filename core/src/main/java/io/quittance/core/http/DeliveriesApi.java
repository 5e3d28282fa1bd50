package io.quittance.core.http;

import io.quittance.core.store.DeliveryFilter;
import io.quittance.core.store.DeliveryQueries;
import io.quittance.core.store.DeliveryRetries;
import io.quittance.core.store.DeliveryRow;
import io.quittance.core.store.DeliveryState;
import io.quittance.core.store.WireNames;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.time.Clock;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;

/** What was sent to the endpoints of merchants, and what is still to be sent. */
public final class DeliveriesApi implements ManagementApi {

    private static final Set<String> FILTERS = Set.of("state", "endpoint", "order", "limit", "cursor");
    private static final int USUAL_LIMIT = 50;
    private static final int MAX_LIMIT = 200;

    private final DeliveryQueries deliveries;
    private final DeliveryRetries retries;
    private final Runnable due;
    private final Clock clock;

    /**
     * Answers from these.
     *
     * @param due is called when deliveries have become due
     */
    public DeliveriesApi(DeliveryQueries deliveries, DeliveryRetries retries, Runnable due, Clock clock) {
        this.deliveries = deliveries;
        this.retries = retries;
        this.due = due;
        this.clock = clock;
    }

    private record Retried(int retried, boolean more) {}

    @Override
    public void mount(Router router) {
        router.get("/v1/deliveries").respond(this::list);
        router.post("/v1/deliveries/retry").respond(this::retryMany);
        router.post("/v1/deliveries/:id/retry").respond(this::retry);
    }

    private Future<Page<DeliveryRow>> list(RoutingContext context) {
        QueryParameters parameters = QueryParameters.of(context, FILTERS);
        int limit = parameters.limit(USUAL_LIMIT, MAX_LIMIT);
        DeliveryFilter filter = new DeliveryFilter(
                Caller.of(context).merchant(),
                parameters.oneOf("state", DeliveryState.values()),
                parameters.text("endpoint"),
                parameters.text("order"),
                parameters.cursor("cursor"),
                limit + 1);
        parameters.requireValid();
        return deliveries.page(filter).map(rows -> Page.of(rows, limit, DeliveryRow::id));
    }

    private Future<DeliveryRow> retry(RoutingContext context) {
        UUID id = UuidPath.of(context, "a delivery");
        Caller caller = Caller.of(context);
        return find(id, caller)
                .compose(delivery -> {
                    caller.requireWrite(delivery.merchant());
                    if (delivery.state().equals(WireNames.of(DeliveryState.DELIVERED))) {
                        throw ProblemException.conflict("The event was delivered; the feed has all events");
                    }
                    return retries.retry(delivery, clock.instant());
                })
                .compose(retried -> find(id, caller))
                .onSuccess(delivery -> {
                    context.response().setStatusCode(202);
                    due.run();
                });
    }

    private Future<Retried> retryMany(RoutingContext context) {
        Caller caller = Caller.of(context);
        caller.requireWriteOfOwn();
        RetryBody filter =
                RetryBody.parse(Objects.requireNonNullElseGet(context.body().buffer(), Buffer::buffer));
        return retries.retry(caller.merchant(), filter.endpoint(), filter.state(), clock.instant())
                .map(retried -> {
                    context.response().setStatusCode(202);
                    due.run();
                    return new Retried(retried, retried == DeliveryRetries.MOST);
                });
    }

    private Future<DeliveryRow> find(UUID id, Caller caller) {
        return deliveries
                .find(id, caller.merchant())
                .map(found -> found.orElseThrow(() -> ProblemException.notFound("There is no such delivery")));
    }
}
