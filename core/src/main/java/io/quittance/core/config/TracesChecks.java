package io.quittance.core.config;

import io.quittance.spi.Secret;
import io.vertx.core.json.JsonObject;
import java.util.Map;
import java.util.regex.Pattern;

/** What the schema cannot say about where traces are sent. */
final class TracesChecks {

    /** The JSON pointer of what holds the headers. */
    static final String HEADERS = "/telemetry/traces/headers";

    private static final String ENDPOINT = "/telemetry/traces/endpoint";
    private static final Pattern HEADER_VALUE = Pattern.compile("[\\x20-\\x7E\\t]*");

    private final Map<String, Secret> secrets;
    private final Problems problems;

    /**
     * Prepares to check.
     *
     * @param secrets by JSON pointer; one that could not be read is missing, which is a problem already
     */
    TracesChecks(Map<String, Secret> secrets, Problems problems) {
        this.secrets = secrets;
        this.problems = problems;
    }

    void check(JsonObject root) {
        JsonObject traces = Lenient.object(Lenient.object(root, "telemetry"), "traces");
        String endpoint = Lenient.text(traces, "endpoint");
        if (endpoint != null
                && !problems.isTouched(ENDPOINT)
                && Addresses.url(endpoint).isEmpty()) {
            problems.add(ENDPOINT, "must be an http or https URL without user, query and fragment");
        }
        Lenient.object(traces, "headers").fieldNames().forEach(name -> checkValue(Pointers.child(HEADERS, name)));
    }

    private void checkValue(String pointer) {
        Secret secret = secrets.get(pointer);
        if (secret != null && !HEADER_VALUE.matcher(secret.newest()).matches()) {
            problems.add(pointer, "must be of printable ASCII characters, as the value of an HTTP header is");
        }
    }
}
