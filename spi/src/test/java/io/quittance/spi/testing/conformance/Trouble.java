package io.quittance.spi.testing.conformance;

import io.quittance.spi.PaymentObservation;
import io.quittance.spi.ProviderHttp.Request;
import io.quittance.spi.ProviderHttp.Response;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A question whose answer depends on one call of the API, which can be made to go wrong.
 *
 * @param question what is asked
 * @param call which request goes wrong: method and address
 * @param right what the API answers when nothing is wrong
 */
record Trouble(Question question, String call, Response right) {

    /**
     * What came of a question.
     *
     * @param failure null if it was answered
     * @param log what the plugin logged meanwhile
     */
    record Result(List<PaymentObservation> told, @Nullable Throwable failure, List<String> log) {}

    /** Every call of every question. */
    static List<Trouble> of(Bench bench) {
        List<Trouble> troubles = new ArrayList<>();
        for (Question question : Question.of(bench)) {
            TestedAccount account = bench.account();
            int before = account.context.requests.size();
            if (Use.failure(() -> question.ask().of(account)) == null) {
                Map<String, Response> calls = new LinkedHashMap<>();
                account.context.requests.stream()
                        .skip(before)
                        .forEach(request ->
                                calls.put(call(request), bench.subject.api().answer(request)));
                calls.forEach((call, right) -> troubles.add(new Trouble(question, call, right)));
            }
        }
        if (troubles.isEmpty()) {
            throw new NotApplicable("The provider asks no API about the recordings");
        }
        return troubles;
    }

    Result meet(Bench bench, Fault fault) {
        TestedAccount account = bench.account(
                request -> call(request).equals(call)
                        ? fault.answer().apply(bench)
                        : Future.succeededFuture(bench.subject.api().answer(request)),
                false);
        List<PaymentObservation> told = new ArrayList<>();
        Throwable failure = Use.failure(() -> told.addAll(question.ask().of(account)));
        return new Result(told, failure, List.copyOf(account.context.log.lines));
    }

    String inWords(Fault fault) {
        return question.name() + ", when the API " + fault.what() + " to " + call;
    }

    private static String call(Request request) {
        return request.method() + " " + request.uri().getRawPath()
                + (request.uri().getRawQuery() == null
                        ? ""
                        : "?" + request.uri().getRawQuery());
    }
}
