package io.quittance.spi.testing.conformance;

import io.quittance.spi.ErrorCategory;
import io.quittance.spi.ProviderException;
import io.quittance.spi.ProviderHttp.Response;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/**
 * Something that is wrong with an answer of the provider's API.
 *
 * @param what in words that go on from "the API"
 * @param answer instead of the right one
 * @param allowed what the question may then fail with
 * @param maySucceed whether there may be an answer without this part
 */
record Fault(String what, Function<Bench, Future<Response>> answer, Set<ErrorCategory> allowed, boolean maySucceed) {

    private static final String LOGIN_PAGE =
            "<html><body>Please log in to this network, " + Leak.MARKER + "</body></html>";
    private static final Set<ErrorCategory> LATER = EnumSet.of(ErrorCategory.TEMPORARY);
    private static final Set<ErrorCategory> NO_SENSE =
            EnumSet.of(ErrorCategory.TEMPORARY, ErrorCategory.PERMANENT, ErrorCategory.CONFIGURATION);

    /** What passes, what an operator must mend, and what is no answer at all. */
    static List<Fault> outages() {
        return List.of(
                new Fault("does not answer in time", Fault::nothing, LATER, false),
                status(429, "{\"message\":\"" + Leak.MARKER + "\"}", LATER, false),
                status(500, "{\"message\":\"" + Leak.MARKER + "\"}", LATER, false),
                status(502, LOGIN_PAGE, LATER, false),
                status(503, "", LATER, false),
                status(401, "{\"message\":\"" + Leak.MARKER + "\"}", EnumSet.of(ErrorCategory.CONFIGURATION), true),
                status(200, LOGIN_PAGE, NO_SENSE, false),
                status(200, "", NO_SENSE, false));
    }

    /** Answers that are JSON and not what was asked for. */
    static List<Fault> nonsense() {
        return List.of(
                        "{}",
                        "[]",
                        "null",
                        "42",
                        "\"text\"",
                        "{\"message\":\"" + Leak.MARKER + "\"}",
                        "{\"error\":{\"message\":\"" + Leak.MARKER + "\"}}",
                        "[".repeat(50_000),
                        "{\"a\":".repeat(5_000) + "1" + "}".repeat(5_000))
                .stream()
                .map(body -> status(200, body, NO_SENSE, true))
                .toList();
    }

    static Fault of(Mutation mutation) {
        return new Fault(
                "answers with " + mutation.what(),
                bench -> Future.succeededFuture(response(200, mutation.body())),
                NO_SENSE,
                true);
    }

    private static Fault status(int status, String body, Set<ErrorCategory> allowed, boolean maySucceed) {
        String what = "answers with status " + status + " and the body " + Words.shortened(body);
        Response response = response(status, Buffer.buffer(body));
        return new Fault(what, bench -> Future.succeededFuture(response), allowed, maySucceed);
    }

    private static Response response(int status, Buffer body) {
        Map<String, String> headers = status == 429
                ? Map.of("retry-after", "30", "content-type", "application/json")
                : Map.of("content-type", "application/json");
        return new Response(status, headers, body);
    }

    /** What the gateway makes of silence and of an answer that is too long. */
    private static Future<Response> nothing(Bench bench) {
        return bench.later(() ->
                Future.failedFuture(ProviderException.temporary("No answer within 10 s, or a longer one than 1 MiB")));
    }
}
