package io.quittance.core.cli;

import io.quittance.core.config.ManagementConfig;
import io.quittance.core.config.ManagementConfig.Role;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Comparator;
import java.util.Objects;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** The gateway that runs with a configuration, asked through its management API, with a token in it that may. */
final class RunningGateway {

    private static final int SERVER_ERRORS = 500;

    private final HttpClient client = HttpClient.newHttpClient();
    private final String what;
    private final Supplier<URI> address;
    private final Supplier<String> token;

    /**
     * Asks the one of this configuration.
     *
     * @param what it has to run for, in words
     */
    RunningGateway(ManagementConfig management, String what) {
        this(what, () -> address(management), () -> token(management));
    }

    private RunningGateway(String what, Supplier<URI> address, Supplier<String> token) {
        this.what = what;
        this.address = address;
        this.token = token;
    }

    /** The one at another address; null: the same. */
    RunningGateway at(@Nullable URI other) {
        return other == null ? this : new RunningGateway(what, () -> other, token);
    }

    /** The same asked with a token from the environment; null: with the same. */
    RunningGateway withTokenFrom(@Nullable String variable) {
        return variable == null ? this : new RunningGateway(what, address, () -> fromEnvironment(variable));
    }

    /**
     * What it answers to a request.
     *
     * @throws CommandException if it does not
     */
    HttpResponse<String> post(String path, JsonObject body, Duration patience) throws InterruptedException {
        return send(
                path,
                patience,
                request -> request.header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofString(body.encode())));
    }

    /**
     * What it answers when it is asked for something.
     *
     * @throws CommandException if it does not
     */
    HttpResponse<String> get(String path, Duration patience) throws InterruptedException {
        return send(path, patience, request -> request);
    }

    private HttpResponse<String> send(String path, Duration patience, UnaryOperator<HttpRequest.Builder> method)
            throws InterruptedException {
        URI gateway = address.get();
        HttpRequest.Builder request = HttpRequest.newBuilder(gateway.resolve(path))
                .timeout(patience)
                .header("Authorization", "Bearer " + token.get());
        try {
            return client.send(method.apply(request).build(), BodyHandlers.ofString());
        } catch (IOException failure) {
            throw new CommandException(
                    "no gateway answers at " + gateway + ": " + what
                            + " are done by a running gateway; start it with serve",
                    failure);
        }
    }

    /** Why it refuses, for people. */
    static String refusal(HttpResponse<String> answer) {
        return "the gateway refuses with " + answer.statusCode() + ": " + detail(answer.body());
    }

    /** How a command ends whose request it refuses. */
    static int exitCode(HttpResponse<String> refusal) {
        return refusal.statusCode() < SERVER_ERRORS ? ExitCode.WRONG_INPUT : ExitCode.FAULT;
    }

    private static URI address(ManagementConfig management) {
        if (management.port() == 0) {
            throw new CommandException("management.port is 0, so nobody knows where the gateway listens");
        }
        String host = management.host();
        boolean everywhere = host.equals("0.0.0.0") || host.equals("::");
        String reachable = everywhere ? "127.0.0.1" : host;
        return URI.create(
                "http://" + (reachable.indexOf(':') < 0 ? reachable : "[" + reachable + "]") + ":" + management.port());
    }

    /** That of an operator if there is one, since a merchant's opens only its own. */
    private static String token(ManagementConfig management) {
        return management.tokens().stream()
                .filter(token -> token.role() != Role.VIEWER)
                .min(Comparator.comparing(token -> token.role() != Role.OPERATOR))
                .orElseThrow(() -> new CommandException(
                        "management.tokens has none of the role operator or merchant, one of which is needed"))
                .secret()
                .newest();
    }

    private static String fromEnvironment(String variable) {
        String value = System.getenv(variable);
        if (value == null || value.isEmpty()) {
            throw new CommandException("the environment variable that --token-env names is not set");
        }
        return value;
    }

    private static String detail(String body) {
        try {
            JsonObject problem = new JsonObject(body);
            StringBuilder detail = new StringBuilder(Objects.requireNonNullElse(problem.getString("detail"), ""));
            if (problem.getJsonArray("errors") != null) {
                problem.getJsonArray("errors")
                        .forEach(error ->
                                detail.append(System.lineSeparator()).append(((JsonObject) error).getString("detail")));
            }
            return detail.toString();
        } catch (DecodeException notJson) {
            return "no explanation";
        }
    }
}
