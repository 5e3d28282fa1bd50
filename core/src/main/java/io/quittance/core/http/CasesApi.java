package io.quittance.core.http;

import io.quittance.core.store.CaseFilter;
import io.quittance.core.store.CaseKind;
import io.quittance.core.store.CaseQueries;
import io.quittance.core.store.CaseRow;
import io.quittance.core.store.CaseState;
import io.quittance.core.store.Cursor;
import io.vertx.core.Future;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What somebody may have to look at. */
public final class CasesApi implements ManagementApi {

    private static final Set<String> FILTERS = Set.of("state", "kind", "merchant", "limit", "cursor");
    private static final int USUAL_LIMIT = 50;
    private static final int MAX_LIMIT = 200;

    private final CaseQueries cases;

    /** Answers from these. */
    public CasesApi(CaseQueries cases) {
        this.cases = cases;
    }

    @Override
    public void mount(Router router) {
        router.get("/v1/cases").respond(this::list);
    }

    private Future<Page<CaseRow>> list(RoutingContext context) {
        QueryParameters parameters = QueryParameters.of(context, FILTERS);
        int limit = parameters.limit(USUAL_LIMIT, MAX_LIMIT);
        CaseState state = parameters.oneOf("state", CaseState.values());
        CaseKind kind = parameters.oneOf("kind", CaseKind.values());
        String merchant = parameters.text("merchant");
        Cursor before = parameters.cursor("cursor");
        parameters.requireValid();
        Caller caller = Caller.of(context);
        if (merchant != null && !caller.mayRead(merchant)) {
            return Future.succeededFuture(Page.single(List.of()));
        }
        CaseFilter filter = new CaseFilter(scope(caller, merchant), state, kind, before, limit + 1);
        return cases.page(filter).map(rows -> Page.of(rows, limit, CaseRow::id));
    }

    private static @Nullable String scope(Caller caller, @Nullable String asked) {
        return caller.merchant() == null ? asked : caller.merchant();
    }
}
