package io.quittance.core.http;

import io.quittance.core.config.ManagementConfig.Role;
import io.quittance.core.reconcile.Forecast.CaseForecast;
import io.quittance.core.reconcile.Forecast.OrderForecast;
import io.quittance.core.reconcile.Forecast.PaymentForecast;
import io.quittance.core.replay.ReplayDesk;
import io.quittance.core.replay.ReplayDesk.Accepted;
import io.quittance.core.replay.ReplayDesk.Rehearsed;
import io.quittance.core.store.NotificationEvidence;
import io.quittance.core.store.NotificationFilter;
import io.quittance.core.store.NotificationQueries;
import io.quittance.core.store.ReplayFilter;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.Objects;
import java.util.UUID;

/** Running stored notifications again, from {@code parse} on. */
public final class ReplaysApi implements ManagementApi {

    private static final int ACCEPTED = 202;

    private final ReplayDesk desk;
    private final NotificationQueries notifications;

    /** Hands wishes to this desk. */
    public ReplaysApi(ReplayDesk desk, NotificationQueries notifications) {
        this.desk = desk;
        this.notifications = notifications;
    }

    @Override
    public void mount(Router router) {
        router.post("/v1/notifications/:id/replay").respond(this::replayOne);
        router.post("/v1/replays").respond(this::replay);
    }

    private Future<Accepted> replayOne(RoutingContext context) {
        UUID id = UuidPath.of(context, "a notification");
        Caller caller = writer(context);
        return notifications
                .find(id, caller.merchant())
                .map(found -> found.orElseThrow(() -> ProblemException.notFound("There is no such notification")))
                .map(this::requireRunning)
                .compose(evidence ->
                        desk.request(caller.name(), only(id), new JsonObject().put("notification", id.toString())))
                .onSuccess(accepted -> context.response().setStatusCode(ACCEPTED));
    }

    private Future<Object> replay(RoutingContext context) {
        Caller caller = writer(context);
        Buffer bytes = Objects.requireNonNullElseGet(context.body().buffer(), Buffer::buffer);
        ReplayBody.Asked asked = ReplayBody.parse(bytes, caller, desk.accounts());
        Future<Object> answer = asked.dryRun()
                ? desk.rehearse(caller.name(), asked.filter()).map(DryRun::of)
                : desk.request(caller.name(), asked.filter(), asked.described()).map(accepted -> accepted);
        return answer.onSuccess(done -> context.response().setStatusCode(ACCEPTED));
    }

    private ReplayFilter only(UUID id) {
        NotificationFilter any = new NotificationFilter(null, null, null, null, null, null, null, null, null, 0);
        return new ReplayFilter(any, id, null, desk.accounts());
    }

    private NotificationEvidence requireRunning(NotificationEvidence evidence) {
        String account = evidence.row().account();
        if (!desk.accounts().contains(account)) {
            throw ProblemException.conflict("The account " + account + " does not run, so nothing can read it");
        }
        return evidence;
    }

    private static Caller writer(RoutingContext context) {
        Caller caller = Caller.of(context);
        if (caller.role() == Role.VIEWER) {
            throw ProblemException.forbidden("The role viewer may only read");
        }
        return caller;
    }

    /** What a replay would change. */
    record DryRun(
            boolean dryRun,
            int notifications,
            boolean more,
            long unreadable,
            int unanswered,
            List<OrderForecast> orders,
            List<PaymentForecast> payments,
            List<CaseForecast> cases) {

        static Object of(Rehearsed rehearsed) {
            return new DryRun(
                    true,
                    rehearsed.notifications(),
                    rehearsed.more(),
                    rehearsed.unreadable(),
                    rehearsed.forecast().unanswered(),
                    rehearsed.forecast().orders(),
                    rehearsed.forecast().payments(),
                    rehearsed.forecast().cases());
        }
    }
}
