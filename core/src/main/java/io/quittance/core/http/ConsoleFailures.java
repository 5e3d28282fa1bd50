package io.quittance.core.http;

import io.quittance.core.console.Console;
import io.quittance.core.console.Pages;
import io.quittance.core.console.Refusal;
import io.quittance.core.http.ProblemDocument.InvalidValue;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;

/** Answers with a page what a person asked for in vain. It says what the API would. */
final class ConsoleFailures implements Handler<RoutingContext> {

    private final Console console;

    ConsoleFailures(Console console) {
        this.console = console;
    }

    @Override
    public void handle(RoutingContext context) {
        HttpServerResponse response = context.response();
        if (response.headWritten()) {
            response.reset();
            return;
        }
        ProblemException problem = ProblemResponder.problem(context);
        ConsoleHeaders.addTo(response);
        problem.headers().forEach(response::putHeader);
        response.setStatusCode(problem.document().status());
        console.assets().onComplete(assets -> {
            if (assets.succeeded()) {
                ConsoleFrames.keep(context, assets.result());
                ConsoleFrames.send(context, page(context, problem.document()));
            } else {
                response.end();
            }
        });
    }

    /** What exactly is wrong, in a sentence without its full stop. */
    static String reason(ProblemException problem) {
        ProblemDocument document = problem.document();
        return document.errors().isEmpty()
                ? document.detail()
                : document.errors().get(0).detail();
    }

    private static String page(RoutingContext context, ProblemDocument problem) {
        Refusal refusal = new Refusal(
                problem.status(),
                problem.title(),
                problem.detail(),
                problem.errors().stream().map(InvalidValue::detail).toList());
        return Pages.of(ConsoleFrames.of(context, problem.title(), null), refusal);
    }
}
