package io.quittance.core.http;

import io.quittance.core.reconcile.CaseDesk;
import io.quittance.core.reconcile.CaseDesk.Outcome;
import io.quittance.core.store.Act;
import io.quittance.core.store.AuditAction;
import io.quittance.core.store.AuditTarget;
import io.quittance.core.store.CaseAction;
import io.quittance.core.store.CaseFilter;
import io.quittance.core.store.CaseKind;
import io.quittance.core.store.CaseQueries;
import io.quittance.core.store.CaseQueries.FoundCase;
import io.quittance.core.store.CaseRow;
import io.quittance.core.store.CaseState;
import io.quittance.core.store.Cursor;
import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What somebody may have to look at. */
public final class CasesApi implements ManagementApi {

    private static final Set<String> FILTERS = Set.of("state", "kind", "merchant", "limit", "cursor");
    private static final int USUAL_LIMIT = 50;
    private static final int MAX_LIMIT = 200;

    private final CaseQueries cases;
    private final CaseDesk desk;
    private final AuditLog audit;

    /** Answers from these. */
    public CasesApi(CaseQueries cases, CaseDesk desk, AuditLog audit) {
        this.cases = cases;
        this.desk = desk;
        this.audit = audit;
    }

    @Override
    public void mount(Router router) {
        router.get("/v1/cases").respond(this::list);
        router.get("/v1/cases/:id").respond(this::show);
        router.post("/v1/cases/:id/resolve").respond(this::resolve);
    }

    private Future<Page<CaseRow>> list(RoutingContext context) {
        return page(context.queryParams(), Caller.of(context));
    }

    /** A page of what a caller may see, by the parameters of a query. */
    Future<Page<CaseRow>> page(MultiMap query, Caller caller) {
        QueryParameters parameters = QueryParameters.of(query, FILTERS);
        int limit = parameters.limit(USUAL_LIMIT, MAX_LIMIT);
        CaseState state = parameters.oneOf("state", CaseState.values());
        CaseKind kind = parameters.oneOf("kind", CaseKind.values());
        String merchant = parameters.text("merchant");
        Cursor before = parameters.cursor("cursor");
        parameters.requireValid();
        if (merchant != null && !caller.mayRead(merchant)) {
            return Future.succeededFuture(Page.single(List.of()));
        }
        CaseFilter filter = new CaseFilter(scope(caller, merchant), state, kind, before, limit + 1);
        return cases.page(filter).map(rows -> Page.of(rows, limit, CaseRow::id));
    }

    private Future<CaseRow> show(RoutingContext context) {
        return find(UuidPath.of(context, "a case"), Caller.of(context)).map(FoundCase::row);
    }

    private Future<CaseRow> resolve(RoutingContext context) {
        Caller caller = Caller.of(context);
        caller.requireWriteOfOwn();
        ResolutionBody asked = ResolutionBody.parse(
                Objects.requireNonNullElseGet(context.body().buffer(), Buffer::buffer));
        return resolve(UuidPath.of(context, "a case"), asked, caller);
    }

    /** Decides about a case as a caller asked for, if it may. */
    Future<CaseRow> resolve(UUID id, ResolutionBody asked, Caller caller) {
        caller.requireWriteOfOwn();
        return find(id, caller).compose(found -> {
            caller.requireWrite(found.row().merchant());
            return audit.perform(
                    caller,
                    act(found, asked),
                    () -> resolve(found, asked, caller)
                            .compose(done -> find(id, caller))
                            .map(after -> requireResolved(after.row(), asked, caller)));
        });
    }

    private static Act act(FoundCase found, ResolutionBody asked) {
        CaseRow row = found.row();
        return new Act(
                AuditAction.RESOLVE,
                row.merchant(),
                new AuditTarget("case", row.id().toString()),
                new JsonObject().put("decision", asked.action().wireName()).put("kind", row.kind()));
    }

    private Future<Outcome> resolve(FoundCase found, ResolutionBody asked, Caller caller) {
        if (!isOpen(found)) {
            return Future.succeededFuture(Outcome.NOT_OPEN);
        }
        if (asked.action() == CaseAction.ACCEPT && !found.topic().kind().isAcceptable()) {
            throw ProblemException.conflict(
                    "Nobody's word can make a case of kind " + found.row().kind() + " right; allowed is dismiss");
        }
        return desk.resolve(found.topic(), asked.action(), asked.note(), caller.name())
                .map(outcome -> switch (outcome) {
                    case RESOLVED, NOT_OPEN -> outcome;
                    case CHANGED ->
                        throw ProblemException.conflict(
                                "The facts have changed since the case was opened; another case has taken its place");
                    case NOTHING_TO_ACCEPT ->
                        throw ProblemException.conflict(
                                "Nobody told how much was captured, so it cannot be accepted as enough; allowed is dismiss");
                });
    }

    /** Whoever resolves it once more in the same words is told the same. */
    private static CaseRow requireResolved(CaseRow row, ResolutionBody asked, Caller caller) {
        if (row.resolvedAt() == null) {
            throw ProblemException.conflict(
                    "The case is closed: what it was about does not hold any more, since " + row.closedAt());
        }
        boolean isSame = asked.action().wireName().equals(row.action())
                && asked.note().equals(row.note())
                && caller.name().equals(row.resolvedBy());
        if (!isSame) {
            throw ProblemException.conflict("The case is resolved already: " + row.action() + " by " + row.resolvedBy()
                    + " at " + row.resolvedAt());
        }
        return row;
    }

    private static boolean isOpen(FoundCase found) {
        return found.row().state().equals(CaseState.OPEN.wireName());
    }

    /** A case, if the caller may see it. */
    Future<FoundCase> find(UUID id, Caller caller) {
        return cases.find(id, caller.merchant())
                .map(found -> found.orElseThrow(() -> ProblemException.notFound("There is no such case")));
    }

    private static @Nullable String scope(Caller caller, @Nullable String asked) {
        return caller.merchant() == null ? asked : caller.merchant();
    }
}
