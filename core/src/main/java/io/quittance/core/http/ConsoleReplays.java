package io.quittance.core.http;

import io.quittance.core.console.Frame;
import io.quittance.core.console.Pages;
import io.quittance.core.console.ReplayPage;
import io.quittance.core.console.Section;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.Map;
import java.util.Set;

/** Replays of all that a filter of the list of notifications chooses: first what they would change, then done. */
public final class ConsoleReplays implements ConsolePart {

    private static final String DO = "do";
    private static final Set<String> OF_FORM = Set.of("csrf", DO);

    private final ReplaysApi replays;

    /** Does what the API does. */
    public ConsoleReplays(ReplaysApi replays) {
        this.replays = replays;
    }

    @Override
    public void mount(Router router) {
        router.post("/console/replays").handler(this::replay);
    }

    /** Whether a form only asks what would change. */
    static boolean isRehearsal(RoutingContext context) {
        return !"replay".equals(context.request().getFormAttribute(DO));
    }

    private void replay(RoutingContext context) {
        ConsoleQuery query = ConsoleQuery.ofForm(context, OF_FORM);
        Caller caller = Caller.of(context);
        ReplayBody.Asked asked =
                replays.parse(new JsonObject().put("filter", filter(query)).toBuffer(), caller);
        Map<String, String> filter = query.asked();
        Future<ReplayPage> page = isRehearsal(context)
                ? replays.rehearse(asked, caller).map(rehearsed -> new ReplayPage(filter, rehearsed, null))
                : replays.replay(asked, caller).map(accepted -> new ReplayPage(filter, null, accepted));
        Frame frame = ConsoleFrames.of(context, "Replay", Section.NOTIFICATIONS);
        page.onSuccess(done -> ConsoleFrames.send(context, Pages.of(frame, done)))
                .onFailure(context::fail);
    }

    private static JsonObject filter(ConsoleQuery query) {
        JsonObject filter = new JsonObject();
        query.parameters().forEach(field -> filter.put(field.getKey(), field.getValue()));
        return filter;
    }
}
