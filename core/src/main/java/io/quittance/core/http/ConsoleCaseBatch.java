package io.quittance.core.http;

import io.quittance.core.console.CasesResolved;
import io.quittance.core.console.CasesResolved.Other;
import io.quittance.core.http.ProblemDocument.InvalidValue;
import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;

/** Resolves the cases that somebody ticked, one after the other, each by the rules of one. */
final class ConsoleCaseBatch {

    /** So many at most at once. */
    private static final int MOST = 100;

    private final CasesApi cases;

    ConsoleCaseBatch(CasesApi cases) {
        this.cases = cases;
    }

    /** Resolves what a form names; never fails because of one of them. */
    Future<CasesResolved> resolve(MultiMap form, Caller caller) {
        caller.requireWriteOfOwn();
        String note = Objects.requireNonNullElse(form.get("note"), "");
        List<String> chosen = form.getAll(form.contains("all") ? "shown" : "case");
        if (chosen.isEmpty()) {
            return refused("No case is ticked", note);
        }
        if (chosen.size() > MOST) {
            return refused("At most " + MOST + " cases are resolved at once; these are " + chosen.size(), note);
        }
        try {
            ResolutionBody asked = ResolutionBody.parse(new JsonObject()
                    .put("action", Objects.requireNonNullElse(form.get("action"), ""))
                    .put("note", note)
                    .toBuffer());
            return resolve(chosen.stream().map(ConsoleCaseBatch::id).toList(), asked, caller);
        } catch (ProblemException problem) {
            return refused(ConsoleFailures.reason(problem), note);
        }
    }

    private Future<CasesResolved> resolve(List<UUID> chosen, ResolutionBody asked, Caller caller) {
        List<Other> others = new ArrayList<>();
        Future<Void> all = Future.succeededFuture();
        for (UUID id : chosen) {
            all = all.compose(before -> cases.resolve(id, asked, caller).<Void>mapEmpty())
                    .recover(
                            failure -> other(id, failure).onSuccess(others::add).mapEmpty());
        }
        return all.map(done -> new CasesResolved(chosen.size() - others.size(), others, null, ""));
    }

    private static Future<Other> other(UUID id, Throwable failure) {
        return failure instanceof ProblemException problem
                ? Future.succeededFuture(new Other(id, ConsoleFailures.reason(problem)))
                : Future.failedFuture(failure);
    }

    private static Future<CasesResolved> refused(String why, String note) {
        return Future.succeededFuture(new CasesResolved(0, List.of(), why, note));
    }

    private static UUID id(String text) {
        return UuidPath.parse(text)
                .orElseThrow(() -> ProblemException.invalid(
                        List.of(InvalidValue.parameter("case", "case is the UUID of a case"))));
    }
}
