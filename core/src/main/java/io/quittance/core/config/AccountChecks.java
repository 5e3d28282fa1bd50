package io.quittance.core.config;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** What the schema cannot say about accounts, apart from their provider and its settings. */
final class AccountChecks {

    private static final Set<String> RESERVED_HEADERS =
            Set.of("connection", "content-length", "date", "transfer-encoding", "upgrade");
    private static final Set<Integer> WITHOUT_BODY = Set.of(204, 205);

    private final boolean asksForCertificates;
    private final Problems problems;

    AccountChecks(boolean asksForCertificates, Problems problems) {
        this.asksForCertificates = asksForCertificates;
        this.problems = problems;
    }

    void check(List<JsonObject> accounts) {
        Uniqueness.check(accounts, "/accounts", "id", problems);
        Uniqueness.check(accounts, "/accounts", "path", problems);
        for (int i = 0; i < accounts.size(); i++) {
            String pointer = Pointers.child("/accounts", i);
            checkClientNames(accounts.get(i), Pointers.child(pointer, "clientNames"));
            checkSilence(accounts.get(i), Pointers.child(pointer, "expectEvery"));
            checkAnswers(
                    Lenient.object(accounts.get(i), "acknowledgements"), Pointers.child(pointer, "acknowledgements"));
        }
    }

    private void checkClientNames(JsonObject account, String pointer) {
        boolean named = account.getValue("clientNames") instanceof JsonArray names && !names.isEmpty();
        if (named && !asksForCertificates && !problems.isTouched("/intake/tls")) {
            problems.add(
                    pointer, "needs intake.tls.clientAuthorities, without which no sender is asked for a certificate");
        }
    }

    private void checkSilence(JsonObject account, String pointer) {
        String every = Lenient.text(account, "expectEvery");
        if (every != null
                && !problems.isTouched(pointer)
                && Durations.parse(every).isZero()) {
            problems.add(pointer, "must be longer than zero; leave it out to expect nothing");
        }
    }

    private void checkAnswers(JsonObject answers, String pointer) {
        for (String outcome : answers.fieldNames()) {
            JsonObject answer = Lenient.object(answers, outcome);
            String place = Pointers.child(pointer, outcome);
            String body = Lenient.text(answer, "body");
            if (answer.getValue("status") instanceof Number status
                    && WITHOUT_BODY.contains(status.intValue())
                    && body != null
                    && !body.isEmpty()) {
                problems.add(Pointers.child(place, "body"), "must be empty with the status " + status);
            }
            for (String header : Lenient.object(answer, "headers").fieldNames()) {
                if (RESERVED_HEADERS.contains(header.toLowerCase(Locale.ROOT))) {
                    problems.add(
                            Pointers.child(Pointers.child(place, "headers"), header),
                            "is not allowed here; the gateway sets this header");
                }
            }
        }
    }
}
