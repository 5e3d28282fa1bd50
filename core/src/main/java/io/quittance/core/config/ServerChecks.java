package io.quittance.core.config;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Objects;

/** What the schema cannot say about the two servers. */
final class ServerChecks {

    private final JsonObject intake;
    private final JsonObject management;
    private final Problems problems;

    ServerChecks(JsonObject root, Problems problems) {
        this.intake = Lenient.object(root, "intake");
        this.management = Lenient.object(root, "management");
        this.problems = problems;
    }

    /**
     * Adds the problems.
     *
     * @param written the document without defaults, to name the key that was written
     */
    void check(JsonObject written) {
        checkPublicUrl();
        checkTrustedProxies(intake, "/intake");
        checkTrustedProxies(management, "/management");
        checkOpenManagement();
        Uniqueness.check(Lenient.objects(management, "tokens"), "/management/tokens", "name", problems);
        checkPorts(Lenient.object(written, "management").containsKey("port"));
    }

    private void checkPublicUrl() {
        String url = Lenient.text(intake, "publicUrl");
        if (url != null
                && !problems.isTouched("/intake/publicUrl")
                && Addresses.url(url).isEmpty()) {
            problems.add("/intake/publicUrl", "must be an http or https URL without user, query and fragment, or null");
        }
    }

    private void checkTrustedProxies(JsonObject server, String pointer) {
        JsonArray proxies = server.getValue("trustedProxies") instanceof JsonArray list ? list : new JsonArray();
        for (int i = 0; i < proxies.size(); i++) {
            if (proxies.getValue(i) instanceof String proxy && !Addresses.isNetwork(proxy)) {
                problems.add(
                        Pointers.child(pointer + "/trustedProxies", i),
                        "must be an IP address or a network like 10.0.0.0/8");
            }
        }
    }

    private void checkOpenManagement() {
        String host = Lenient.text(management, "host");
        boolean judged =
                host != null && !problems.isTouched("/management/host") && !problems.isTouched("/management/tokens");
        if (judged
                && Lenient.objects(management, "tokens").isEmpty()
                && !Addresses.isLoopback(Objects.requireNonNull(host))) {
            problems.add(
                    "/management/host",
                    "is refused without tokens; must be a loopback address like 127.0.0.1, or add management.tokens");
        }
    }

    private void checkPorts(boolean managementPortWritten) {
        String host = Lenient.text(management, "host");
        String intakeHost = Lenient.text(intake, "host");
        boolean judged = List.of("/intake/port", "/intake/host", "/management/port", "/management/host").stream()
                .noneMatch(problems::isTouched);
        if (judged
                && management.getValue("port") instanceof Number port
                && intake.getValue("port") instanceof Number intakePort
                && port.intValue() != 0
                && port.intValue() == intakePort.intValue()
                && host != null
                && intakeHost != null
                && Addresses.overlap(host, intakeHost)) {
            String own = managementPortWritten ? "management" : "intake";
            String other = managementPortWritten ? "intake" : "management";
            problems.add("/" + own + "/port", "is also the port of " + other + "; each needs its own");
        }
    }
}
