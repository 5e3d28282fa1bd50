package io.quittance.core.cli;

import io.quittance.core.Configured;
import io.quittance.core.config.ManagementConfig;
import io.quittance.core.config.ManagementConfig.Role;
import io.quittance.core.config.ManagementConfig.Token;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * {@code quittance replay}: runs stored notifications again. It asks the gateway that runs with the configuration, with a
 * token in it that may: an embedded store belongs to its gateway, and only a gateway has the plugins at work.
 */
@Command(
        name = "replay",
        description = "Has the running gateway run stored notifications again, or tells what that would change.")
final class ReplayCommand implements Callable<Integer> {

    private static final int ACCEPTED = 202;
    private static final int SERVER_ERRORS = 500;
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    @Option(names = "--config", paramLabel = "FILE", required = true, description = "The gateway's configuration file.")
    private @Nullable Path config;

    @Mixin
    private final ReplayOptions options = new ReplayOptions();

    @Option(names = "--dry-run", description = "Only tells what would change.")
    private boolean dryRun;

    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public Integer call() throws InterruptedException {
        try (Configured configured = Installation.source(config).load()) {
            ManagementConfig management = configured.config().management();
            HttpResponse<String> answer = ask(address(management), token(management));
            ReplayReport report = new ReplayReport(Printing.out(spec));
            if (answer.statusCode() == ACCEPTED) {
                report.print(new JsonObject(answer.body()));
                return ExitCode.OK;
            }
            report.printRefusal(answer.statusCode(), answer.body());
            return answer.statusCode() < SERVER_ERRORS ? ExitCode.WRONG_INPUT : ExitCode.FAULT;
        }
    }

    private HttpResponse<String> ask(URI gateway, Token token) throws InterruptedException {
        JsonObject body = new JsonObject().put("filter", options.filter()).put("dryRun", dryRun);
        HttpRequest request = HttpRequest.newBuilder(gateway.resolve("/v1/replays"))
                .timeout(PATIENCE)
                .header("Authorization", "Bearer " + token.secret().newest())
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body.encode()))
                .build();
        try {
            return HttpClient.newHttpClient().send(request, BodyHandlers.ofString());
        } catch (IOException failure) {
            throw new CommandException(
                    "no gateway answers at " + gateway + ": replays are done by a running gateway; start it with serve",
                    failure);
        }
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
    private static Token token(ManagementConfig management) {
        return management.tokens().stream()
                .filter(token -> token.role() != Role.VIEWER)
                .min(Comparator.comparing(token -> token.role() != Role.OPERATOR))
                .orElseThrow(() -> new CommandException(
                        "management.tokens has none of the role operator or merchant, one of which is needed"));
    }
}
