package io.quittance.core.http;

import io.quittance.core.plugin.StrictJson;
import io.quittance.core.store.CaseKind;
import io.quittance.core.store.NotificationFilter;
import io.quittance.core.store.NotificationState;
import io.quittance.core.store.ReplayFilter;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.util.Set;

/** The body of a request for a replay, read strictly: everything that is wrong is told at once. */
final class ReplayBody {

    private static final Set<String> KEYS = Set.of("filter", "dryRun");
    private static final Set<String> FILTERS =
            Set.of("notification", "merchant", "account", "state", "subject", "kind", "order", "case", "from", "to");

    private ReplayBody() {}

    /**
     * What is asked for.
     *
     * @param described the filter, for the books
     */
    record Asked(ReplayFilter filter, boolean dryRun, JsonObject described) {}

    /**
     * What a body asks for.
     *
     * @param running the accounts that run
     * @throws ProblemException if anything is wrong, or not the caller's to change
     */
    static Asked parse(Buffer bytes, Caller caller, Set<String> running) {
        StrictBody body = StrictBody.parse(bytes, "a JSON object with a filter").only(KEYS);
        StrictBody chosen = body.object("filter", "filter is an object; {} chooses every notification")
                .only(FILTERS);
        boolean dryRun = body.flag("dryRun");
        ReplayFilter filter = filter(chosen, caller, running);
        body.requireValid();
        return new Asked(filter, dryRun, new JsonObject(StrictJson.toMap(chosen.node())));
    }

    private static ReplayFilter filter(StrictBody body, Caller caller, Set<String> running) {
        String merchant = body.text("merchant");
        if (merchant != null) {
            caller.requireWrite(merchant);
        }
        NotificationFilter notifications = new NotificationFilter(
                caller.merchant() == null ? merchant : caller.merchant(),
                body.text("account"),
                body.oneOf("state", NotificationState.values()),
                body.text("subject"),
                body.text("kind"),
                body.text("order"),
                body.read("from", Timestamps.ALLOWED, Timestamps::parse),
                body.read("to", Timestamps.ALLOWED, Timestamps::parse),
                null,
                0);
        return new ReplayFilter(
                notifications,
                body.read("notification", "the UUID of a notification", UuidPath::parse),
                body.oneOf("case", CaseKind.values()),
                running);
    }
}
