package io.quittance.core.http;

import io.quittance.core.store.Act;
import io.quittance.core.store.AuditAction;
import io.quittance.core.store.AuditTarget;
import io.quittance.core.store.NotificationEvidence;
import io.quittance.core.store.NotificationFilter;
import io.quittance.core.store.NotificationQueries;
import io.quittance.core.store.NotificationRow;
import io.quittance.core.store.NotificationState;
import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.json.Json;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;

/** What arrived. */
public final class NotificationsApi implements ManagementApi {

    private static final Set<String> FILTERS =
            Set.of("account", "state", "subject", "kind", "order", "from", "to", "limit", "cursor");
    private static final int USUAL_LIMIT = 50;
    private static final int MAX_LIMIT = 200;

    private final NotificationQueries notifications;
    private final Function<String, Optional<Set<String>>> sensitiveFields;
    private final AuditLog audit;

    /**
     * Answers from these.
     *
     * @param sensitiveFields the names of fields with payer data, by provider; empty if the provider is not loaded
     */
    public NotificationsApi(
            NotificationQueries notifications,
            Function<String, Optional<Set<String>>> sensitiveFields,
            AuditLog audit) {
        this.notifications = notifications;
        this.sensitiveFields = sensitiveFields;
        this.audit = audit;
    }

    @Override
    public void mount(Router router) {
        router.get("/v1/notifications").respond(this::list);
        router.get("/v1/notifications/:id").respond(this::show);
        router.post("/v1/notifications/:id/reveal").respond(this::reveal);
    }

    private Future<Page<NotificationRow>> list(RoutingContext context) {
        return page(context.queryParams(), Caller.of(context));
    }

    /** A page of what a caller may see, by the parameters of a query. */
    Future<Page<NotificationRow>> page(MultiMap query, Caller caller) {
        QueryParameters parameters = QueryParameters.of(query, FILTERS);
        int limit = parameters.limit(USUAL_LIMIT, MAX_LIMIT);
        NotificationFilter filter = new NotificationFilter(
                caller.merchant(),
                parameters.text("account"),
                parameters.oneOf("state", NotificationState.values()),
                parameters.text("subject"),
                parameters.text("kind"),
                parameters.text("order"),
                parameters.instant("from"),
                parameters.instant("to"),
                parameters.cursor("cursor"),
                limit + 1);
        parameters.requireValid();
        return notifications.page(filter).map(rows -> Page.of(rows, limit, NotificationRow::id));
    }

    private Future<Buffer> show(RoutingContext context) {
        context.response().putHeader(HttpHeaders.CONTENT_TYPE, "application/json");
        return document(UuidPath.of(context, "a notification"), Caller.of(context))
                .map(document -> Buffer.buffer(Json.encodePrettily(document)));
    }

    /** What a caller may see of a notification. */
    Future<NotificationDocument> document(UUID id, Caller caller) {
        return find(id, caller)
                .map(evidence -> NotificationDocument.of(evidence, sensitiveFields.apply(evidence.provider())));
    }

    private Future<RevealedNotification> reveal(RoutingContext context) {
        context.response().putHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        return reveal(UuidPath.of(context, "a notification"), Caller.of(context));
    }

    /** What is masked in a notification, for operators, once it is on record that they asked. */
    Future<RevealedNotification> reveal(UUID id, Caller caller) {
        caller.requireOperator();
        return find(id, caller).compose(evidence -> {
            Act act = new Act(
                    AuditAction.REVEAL,
                    evidence.row().merchant(),
                    new AuditTarget("notification", id.toString()),
                    new JsonObject());
            return audit.perform(caller, act, () -> Future.succeededFuture(RevealedNotification.of(evidence)));
        });
    }

    private Future<NotificationEvidence> find(UUID id, Caller caller) {
        return notifications
                .find(id, caller.merchant())
                .map(found -> found.orElseThrow(() -> ProblemException.notFound("There is no such notification")));
    }
}
