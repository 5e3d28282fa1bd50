package io.quittance.core.http;

import io.quittance.core.console.CasePage;
import io.quittance.core.console.CasesResolved;
import io.quittance.core.console.Frame;
import io.quittance.core.console.Links;
import io.quittance.core.console.Pages;
import io.quittance.core.console.Section;
import io.quittance.core.store.CaseKind;
import io.quittance.core.store.CaseQueries.FoundCase;
import io.quittance.core.store.CaseState;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What somebody may have to look at, and decide, as the API lets them. */
public final class ConsoleCases implements ConsolePart {

    private static final Map<String, List<String>> CHOICES = Map.of(
            "state", Stream.of(CaseState.values()).map(CaseState::wireName).toList(),
            "kind",
                    Stream.of(CaseKind.values())
                            .map(CaseKind::wireName)
                            .sorted()
                            .toList());

    private final CasesApi cases;
    private final ConsoleCaseBatch batch;

    /** Shows and does what the API does. */
    public ConsoleCases(CasesApi cases) {
        this.cases = cases;
        this.batch = new ConsoleCaseBatch(cases);
    }

    @Override
    public void mount(Router router) {
        router.get("/console/cases").handler(context -> list(context, CasesResolved.NONE));
        router.post("/console/cases").handler(this::resolveMany);
        router.get("/console/cases/:id").handler(context -> show(context, null, ""));
        router.post("/console/cases/:id").handler(this::resolve);
    }

    private void resolveMany(RoutingContext context) {
        batch.resolve(context.request().formAttributes(), Caller.of(context))
                .onSuccess(resolved -> {
                    context.response().setStatusCode(resolved.refusal() == null ? 200 : 400);
                    list(context, resolved);
                })
                .onFailure(context::fail);
    }

    private void list(RoutingContext context, CasesResolved resolved) {
        ConsoleLists.show(
                context, Section.CASES, cases::page, CHOICES, (frame, page) -> Pages.cases(frame, page, resolved));
    }

    private void show(RoutingContext context, @Nullable String refusal, String note) {
        Caller caller = Caller.of(context);
        cases.find(id(context), caller)
                .onSuccess(found -> {
                    Frame frame = ConsoleFrames.of(context, "Case", Section.CASES);
                    ConsoleFrames.send(context, Pages.of(frame, page(found, caller, refusal, note)));
                })
                .onFailure(context::fail);
    }

    private static CasePage page(FoundCase found, Caller caller, @Nullable String refusal, String note) {
        boolean isOpen = found.row().state().equals(CaseState.OPEN.wireName());
        return new CasePage(
                found.row(),
                isOpen && caller.mayWrite(found.row().merchant()),
                found.topic().kind().isAcceptable(),
                refusal,
                note);
    }

    private void resolve(RoutingContext context) {
        UUID id = id(context);
        String note = field(context, "note");
        ResolutionBody asked;
        try {
            asked = ResolutionBody.parse(new JsonObject()
                    .put("action", field(context, "action"))
                    .put("note", note)
                    .toBuffer());
        } catch (ProblemException problem) {
            refuse(context, problem, note);
            return;
        }
        cases.resolve(id, asked, Caller.of(context))
                .onSuccess(resolved -> context.response()
                        .setStatusCode(303)
                        .putHeader(HttpHeaders.LOCATION, Links.oneCase(id))
                        .end())
                .onFailure(failure -> {
                    if (failure instanceof ProblemException problem
                            && problem.document().status() == 409) {
                        refuse(context, problem, note);
                    } else {
                        context.fail(failure);
                    }
                });
    }

    /** The page again, with what was written, so that nothing is lost. */
    private void refuse(RoutingContext context, ProblemException problem, String note) {
        context.response().setStatusCode(problem.document().status());
        show(context, ConsoleFailures.reason(problem), note);
    }

    private static String field(RoutingContext context, String name) {
        return Objects.requireNonNullElse(context.request().getFormAttribute(name), "");
    }

    private static UUID id(RoutingContext context) {
        return UuidPath.of(context, "a case");
    }
}
