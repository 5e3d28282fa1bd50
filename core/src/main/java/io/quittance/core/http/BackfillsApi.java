package io.quittance.core.http;

import io.quittance.core.polling.Backfill;
import io.quittance.core.polling.BackfillDesk;
import io.quittance.core.polling.BackfillDesk.Page;
import io.quittance.core.polling.ListException;
import io.quittance.core.reconcile.BackfillCounts;
import io.quittance.core.reconcile.Forecast;
import io.quittance.core.store.Act;
import io.quittance.core.store.AuditAction;
import io.quittance.core.store.AuditTarget;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.Objects;

/** Asking a provider for all payments of a window of time, page by page. */
public final class BackfillsApi implements ManagementApi {

    private static final int BAD_GATEWAY = 502;

    private final BackfillDesk desk;
    private final AuditLog audit;

    /** Asks at this desk. */
    public BackfillsApi(BackfillDesk desk, AuditLog audit) {
        this.desk = desk;
        this.audit = audit;
    }

    @Override
    public void mount(Router router) {
        router.post("/v1/backfills").respond(this::backfill);
    }

    private Future<JsonObject> backfill(RoutingContext context) {
        Caller caller = Caller.of(context);
        caller.requireWriteOfOwn();
        Buffer bytes = Objects.requireNonNullElseGet(context.body().buffer(), Buffer::buffer);
        BackfillBody.Asked asked = BackfillBody.parse(bytes, caller, desk.accounts());
        Future<Page> page = asked.dryRun()
                ? page(asked)
                : audit.perform(caller, act(asked.backfill()), () -> page(asked), BackfillsApi::told);
        return page.map(done -> answer(done, asked.dryRun()));
    }

    private Future<Page> page(BackfillBody.Asked asked) {
        return desk.page(asked.backfill(), asked.dryRun())
                .recover(failure ->
                        Future.failedFuture(failure instanceof ListException list ? problem(list) : failure));
    }

    private Act act(Backfill backfill) {
        String merchant = Objects.requireNonNull(desk.accounts().get(backfill.account()))
                .config()
                .merchant();
        JsonObject window = new JsonObject()
                .put("from", backfill.window().from().toString())
                .put("to", backfill.window().to().toString());
        return new Act(AuditAction.BACKFILL, merchant, new AuditTarget("account", backfill.account()), window);
    }

    private static JsonObject told(Page page) {
        return new JsonObject().put("reached", page.reached().toString());
    }

    private static ProblemException problem(ListException failure) {
        return failure.isTemporary()
                ? ProblemException.unavailable("The list of payments cannot be had now: " + failure.getMessage())
                : ProblemException.of(
                        BAD_GATEWAY, "Bad gateway", "The list of payments cannot be had: " + failure.getMessage());
    }

    private static JsonObject answer(Page page, boolean dryRun) {
        BackfillCounts counts = page.counts();
        JsonObject answer = new JsonObject()
                .put("dryRun", dryRun)
                .put("seen", counts.seen())
                .put("new", counts.created())
                .put("changed", counts.changed())
                .put("unchanged", counts.unchanged())
                .put("unmatched", counts.unmatched())
                .put("failed", counts.failed())
                .put("reached", page.reached().toString())
                .put("next", page.next().map(next -> next.text()).orElse(null));
        if (dryRun) {
            Forecast forecast = page.forecast();
            answer.put("orders", rows(forecast.orders()))
                    .put("payments", rows(forecast.payments()))
                    .put("cases", rows(forecast.cases()));
        }
        return answer;
    }

    private static JsonArray rows(List<?> records) {
        return records.stream().map(JsonObject::mapFrom).collect(JsonArray::new, JsonArray::add, JsonArray::addAll);
    }
}
