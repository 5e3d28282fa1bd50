package io.quittance.core.cli;

import io.quittance.core.config.ManagementConfig;
import io.quittance.core.config.ManagementConfig.Role;
import io.quittance.core.store.WireNames;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.security.cert.CertificateException;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/** The gateway that runs with a configuration, asked through its management API, with a token in it that may. */
final class RunningGateway {

    private static final int SERVER_ERRORS = 500;
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final int ERRORS = 400;
    private static final int NOT_FOUND = 404;

    private final Supplier<URI> address;
    private final Supplier<String> token;
    private final GatewayTrust trust;
    private @Nullable HttpClient client;

    /** Asks the one of this configuration, to do what takes more than a viewer. */
    RunningGateway(ManagementConfig management) {
        this(
                () -> address(management),
                () -> token(management, List.of(Role.OPERATOR, Role.MERCHANT)),
                new GatewayTrust(management.tls(), null));
    }

    RunningGateway(Supplier<URI> address, Supplier<String> token, GatewayTrust trust) {
        this.address = address;
        this.token = token;
        this.trust = trust;
    }

    /** Asks the one of this configuration, only to read: with what may least of all that sees everything. */
    static RunningGateway toRead(ManagementConfig management) {
        return new RunningGateway(
                () -> address(management),
                () -> token(management, List.of(Role.VIEWER, Role.OPERATOR, Role.MERCHANT)),
                new GatewayTrust(management.tls(), null));
    }

    /** The one at another address; null: the same. */
    RunningGateway at(@Nullable URI other) {
        return other == null ? this : new RunningGateway(() -> other, token, trust);
    }

    /** The same, vouched for by the authorities of this file in PEM; null: by those that Java trusts. */
    RunningGateway vouchedForBy(@Nullable Path authorities) {
        return new RunningGateway(address, token, new GatewayTrust(trust.own(), authorities));
    }

    /** The same asked with a token from the environment; null: with the same. */
    RunningGateway withTokenFrom(@Nullable String variable) {
        return variable == null ? this : new RunningGateway(address, () -> fromEnvironment(variable), trust);
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
            return client(gateway).send(method.apply(request).build(), BodyHandlers.ofString());
        } catch (SSLException failure) {
            throw new CommandException(mistrusted(gateway, failure), failure);
        } catch (IOException failure) {
            throw new CommandException(
                    "no gateway answers at " + gateway + ", and this takes one that runs; start it with serve",
                    failure);
        }
    }

    private HttpClient client(URI gateway) {
        HttpClient made = client;
        if (made == null) {
            HttpClient.Builder builder = HttpClient.newBuilder();
            made = ("https".equals(gateway.getScheme()) ? builder.sslContext(trust.context()) : builder).build();
            client = made;
        }
        return made;
    }

    private static String mistrusted(URI gateway, SSLException failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof CertificateException) {
                return "what answers at " + gateway
                        + " shows a certificate that is not trusted for this address: name its"
                        + " authority with --ca FILE, or with --config the file that names the certificate";
            }
        }
        return "what answers at " + gateway + " speaks no TLS that this Java does; see whether it is https there";
    }

    /**
     * The document that answers a request.
     *
     * @throws CommandException if it is refused
     */
    JsonObject read(String path) throws InterruptedException {
        return accepted(get(path, PATIENCE));
    }

    /**
     * The document that answers a request; empty if what is asked for does not exist.
     *
     * @throws CommandException if it is refused
     */
    Optional<JsonObject> find(String path) throws InterruptedException {
        HttpResponse<String> answer = get(path, PATIENCE);
        return answer.statusCode() == NOT_FOUND ? Optional.empty() : Optional.of(accepted(answer));
    }

    /**
     * The document that answers a request to do something.
     *
     * @throws CommandException if it is refused
     */
    JsonObject act(String path, JsonObject body) throws InterruptedException {
        return accepted(post(path, body, PATIENCE));
    }

    private static JsonObject accepted(HttpResponse<String> answer) {
        if (answer.statusCode() >= ERRORS) {
            throw new CommandException(refusal(answer), exitCode(answer));
        }
        try {
            return new JsonObject(answer.body());
        } catch (DecodeException notJson) {
            throw new CommandException(
                    "what answers at " + answer.uri().getAuthority() + " is no management API", notJson);
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
        return URI.create((management.tls() == null ? "http://" : "https://")
                + (reachable.indexOf(':') < 0 ? reachable : "[" + reachable + "]") + ":" + management.port());
    }

    /** A token of the first of these roles that has one. */
    private static String token(ManagementConfig management, List<Role> preferred) {
        return management.tokens().stream()
                .filter(token -> preferred.contains(token.role()))
                .min(Comparator.comparing(token -> preferred.indexOf(token.role())))
                .orElseThrow(() -> new CommandException("management.tokens has none of the role "
                        + preferred.stream().map(WireNames::of).collect(Collectors.joining(" or "))
                        + ", one of which is needed"))
                .secret()
                .newest();
    }

    /**
     * The token that the environment holds.
     *
     * @throws CommandException if it holds none
     */
    static String fromEnvironment(String variable) {
        String value = System.getenv(variable);
        if (value == null || value.isEmpty()) {
            // Whoever names the token itself by mistake does not want to read it here.
            throw new CommandException(
                    "the environment variable that --token-env names is not set; it must hold a token of the gateway");
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
