package io.quittance.core.http;

import io.quittance.core.store.Act;
import io.quittance.core.store.AuditAction;
import io.quittance.core.store.AuditTarget;
import io.quittance.core.store.DeliveryFilter;
import io.quittance.core.store.DeliveryQueries;
import io.quittance.core.store.DeliveryRetries;
import io.quittance.core.store.DeliveryRow;
import io.quittance.core.store.DeliveryState;
import io.quittance.core.store.WireNames;
import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
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
    private final AuditLog audit;
    private final Clock clock;

    /**
     * Answers from these.
     *
     * @param due is called when deliveries have become due
     */
    public DeliveriesApi(
            DeliveryQueries deliveries, DeliveryRetries retries, Runnable due, AuditLog audit, Clock clock) {
        this.deliveries = deliveries;
        this.retries = retries;
        this.due = due;
        this.audit = audit;
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
        return page(context.queryParams(), Caller.of(context));
    }

    /** A page of what a caller may see, by the parameters of a query. */
    Future<Page<DeliveryRow>> page(MultiMap query, Caller caller) {
        QueryParameters parameters = QueryParameters.of(query, FILTERS);
        int limit = parameters.limit(USUAL_LIMIT, MAX_LIMIT);
        DeliveryFilter filter = new DeliveryFilter(
                caller.merchant(),
                parameters.oneOf("state", DeliveryState.values()),
                parameters.text("endpoint"),
                parameters.text("order"),
                parameters.cursor("cursor"),
                limit + 1);
        parameters.requireValid();
        return deliveries.page(filter).map(rows -> Page.of(rows, limit, DeliveryRow::id));
    }

    private Future<DeliveryRow> retry(RoutingContext context) {
        return retry(UuidPath.of(context, "a delivery"), Caller.of(context))
                .onSuccess(delivery -> context.response().setStatusCode(202));
    }

    /** Begins a delivery anew, if the caller may. */
    Future<DeliveryRow> retry(UUID id, Caller caller) {
        return find(id, caller).compose(delivery -> {
            caller.requireWrite(delivery.merchant());
            Act act = new Act(
                    AuditAction.RETRY,
                    delivery.merchant(),
                    new AuditTarget("delivery", id.toString()),
                    new JsonObject().put("endpoint", delivery.endpoint()));
            return audit.perform(caller, act, () -> begin(delivery).compose(begun -> find(id, caller)));
        });
    }

    private Future<Void> begin(DeliveryRow delivery) {
        if (delivery.state().equals(WireNames.of(DeliveryState.DELIVERED))) {
            throw ProblemException.conflict("The event was delivered; the feed has all events");
        }
        return retries.retry(delivery, clock.instant()).onSuccess(begun -> due.run());
    }

    private Future<Retried> retryMany(RoutingContext context) {
        Caller caller = Caller.of(context);
        caller.requireWriteOfOwn();
        RetryBody filter =
                RetryBody.parse(Objects.requireNonNullElseGet(context.body().buffer(), Buffer::buffer));
        return audit.perform(
                        caller,
                        act(caller, filter),
                        () -> begin(caller, filter),
                        retried -> new JsonObject().put("retried", retried.retried()))
                .onSuccess(retried -> context.response().setStatusCode(202));
    }

    private Future<Retried> begin(Caller caller, RetryBody filter) {
        return retries.retry(caller.merchant(), filter.endpoint(), filter.state(), clock.instant())
                .onSuccess(retried -> due.run())
                .map(retried -> new Retried(retried, retried == DeliveryRetries.MOST));
    }

    private static Act act(Caller caller, RetryBody filter) {
        JsonObject detail = new JsonObject().put("state", WireNames.of(filter.state()));
        if (filter.endpoint() != null) {
            detail.put("endpoint", filter.endpoint());
        }
        return new Act(AuditAction.RETRY, caller.merchant(), new AuditTarget("deliveries", null), detail);
    }

    /** A delivery, if the caller may see it. */
    Future<DeliveryRow> find(UUID id, Caller caller) {
        return deliveries
                .find(id, caller.merchant())
                .map(found -> found.orElseThrow(() -> ProblemException.notFound("There is no such delivery")));
    }
}
