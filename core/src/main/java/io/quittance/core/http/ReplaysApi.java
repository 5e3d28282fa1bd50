package io.quittance.core.http;

import io.quittance.core.reconcile.Forecast.CaseForecast;
import io.quittance.core.reconcile.Forecast.OrderForecast;
import io.quittance.core.reconcile.Forecast.PaymentForecast;
import io.quittance.core.replay.ReplayDesk;
import io.quittance.core.replay.ReplayDesk.Accepted;
import io.quittance.core.replay.ReplayDesk.Rehearsed;
import io.quittance.core.store.Act;
import io.quittance.core.store.AuditAction;
import io.quittance.core.store.AuditTarget;
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
    private final AuditLog audit;

    /** Hands wishes to this desk. */
    public ReplaysApi(ReplayDesk desk, NotificationQueries notifications, AuditLog audit) {
        this.desk = desk;
        this.notifications = notifications;
        this.audit = audit;
    }

    @Override
    public void mount(Router router) {
        router.post("/v1/notifications/:id/replay").respond(this::replayOne);
        router.post("/v1/replays").respond(this::replay);
    }

    private Future<Accepted> replayOne(RoutingContext context) {
        return replay(UuidPath.of(context, "a notification"), Caller.of(context))
                .onSuccess(accepted -> context.response().setStatusCode(ACCEPTED));
    }

    /** Has one notification replayed, if the caller may. */
    Future<Accepted> replay(UUID id, Caller caller) {
        caller.requireWriteOfOwn();
        return find(id, caller)
                .compose(found -> audit.perform(
                        caller,
                        act(found),
                        () -> {
                            requireReadable(found);
                            JsonObject described = new JsonObject().put("notification", id.toString());
                            return desk.request(caller.name(), only(id), described);
                        },
                        ReplaysApi::told));
    }

    private Future<Object> replay(RoutingContext context) {
        Caller caller = Caller.of(context);
        ReplayBody.Asked asked =
                parse(Objects.requireNonNullElseGet(context.body().buffer(), Buffer::buffer), caller);
        Future<Object> answer = asked.dryRun()
                ? rehearse(asked, caller).map(DryRun::of)
                : replay(asked, caller).map(accepted -> accepted);
        return answer.onSuccess(done -> context.response().setStatusCode(ACCEPTED));
    }

    /** What a body asks for, if the caller may. */
    ReplayBody.Asked parse(Buffer body, Caller caller) {
        caller.requireWriteOfOwn();
        return ReplayBody.parse(body, caller, desk.accounts());
    }

    /** What the replay of one notification would change, if the caller may have it replayed. */
    Future<Rehearsed> rehearse(UUID id, Caller caller) {
        caller.requireWriteOfOwn();
        return find(id, caller).compose(found -> {
            requireReadable(found);
            return desk.rehearse(caller.name(), only(id));
        });
    }

    /** What a replay would change. */
    Future<Rehearsed> rehearse(ReplayBody.Asked asked, Caller caller) {
        return desk.rehearse(caller.name(), asked.filter());
    }

    /** Has all replayed that a filter chooses. */
    Future<Accepted> replay(ReplayBody.Asked asked, Caller caller) {
        Act act = new Act(
                AuditAction.REPLAY,
                asked.filter().notifications().merchant(),
                new AuditTarget("notifications", null),
                new JsonObject().put("filter", asked.described()));
        return audit.perform(
                caller, act, () -> desk.request(caller.name(), asked.filter(), asked.described()), ReplaysApi::told);
    }

    private static Act act(NotificationEvidence evidence) {
        return new Act(
                AuditAction.REPLAY,
                evidence.row().merchant(),
                new AuditTarget("notification", evidence.row().id().toString()),
                new JsonObject());
    }

    private static JsonObject told(Accepted accepted) {
        return new JsonObject().put("replay", accepted.id().toString()).put("notifications", accepted.notifications());
    }

    private Future<NotificationEvidence> find(UUID id, Caller caller) {
        return notifications
                .find(id, caller.merchant())
                .map(found -> found.orElseThrow(() -> ProblemException.notFound("There is no such notification")));
    }

    private ReplayFilter only(UUID id) {
        NotificationFilter any = new NotificationFilter(null, null, null, null, null, null, null, null, null, 0);
        return new ReplayFilter(any, id, null, desk.accounts());
    }

    private void requireReadable(NotificationEvidence evidence) {
        if (evidence.erasedAt() != null) {
            throw ProblemException.conflict("The notification was erased at " + evidence.erasedAt()
                    + ", so there is nothing left of it to read");
        }
        String account = evidence.row().account();
        if (!desk.accounts().contains(account)) {
            throw ProblemException.conflict("The account " + account + " does not run, so nothing can read it");
        }
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
