package io.quittance.core.http;

import io.quittance.core.store.AuditAction;
import io.quittance.core.store.AuditEntry;
import io.quittance.core.store.AuditFilter;
import io.quittance.core.store.AuditStore;
import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.Set;

/** What people asked the gateway to do. */
public final class AuditApi implements ManagementApi {

    private static final Set<String> FILTERS = Set.of("actor", "action", "merchant", "from", "to", "limit", "cursor");
    private static final int USUAL_LIMIT = 50;
    private static final int MAX_LIMIT = 200;

    private final AuditStore entries;

    /** Answers from this. */
    public AuditApi(AuditStore entries) {
        this.entries = entries;
    }

    @Override
    public void mount(Router router) {
        router.get("/v1/audit").respond(this::list);
    }

    private Future<Page<AuditEntry>> list(RoutingContext context) {
        return page(context.queryParams(), Caller.of(context));
    }

    /** A page of what a caller may see, by the parameters of a query. */
    Future<Page<AuditEntry>> page(MultiMap query, Caller caller) {
        QueryParameters parameters = QueryParameters.of(query, FILTERS);
        int limit = parameters.limit(USUAL_LIMIT, MAX_LIMIT);
        String merchant = parameters.text("merchant");
        AuditFilter filter = new AuditFilter(
                caller.merchant() == null ? merchant : caller.merchant(),
                parameters.text("actor"),
                parameters.oneOf("action", AuditAction.values()),
                parameters.instant("from"),
                parameters.instant("to"),
                parameters.cursor("cursor"),
                limit + 1);
        parameters.requireValid();
        if (merchant != null && !caller.mayRead(merchant)) {
            return Future.succeededFuture(Page.single(List.of()));
        }
        return entries.page(filter).map(rows -> Page.of(rows, limit, AuditEntry::id));
    }
}
