package io.quittance.core.cli;

import io.quittance.core.Configured;
import io.vertx.core.json.JsonObject;
import java.io.PrintWriter;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code quittance rollback}: the running gateway goes back to the configuration before the last change. */
@Command(
        name = "rollback",
        description = "Has the running gateway go back to the configuration and the plugins before the last change.")
final class RollbackCommand implements Callable<Integer> {

    private static final int OK = 200;
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    @Option(names = "--config", paramLabel = "FILE", required = true, description = "The gateway's configuration file.")
    private @Nullable Path config;

    @Option(
            names = "--gateway",
            paramLabel = "URL",
            converter = ManagementAddress.class,
            description = "The gateway's management address, if it is not that of the file.")
    private @Nullable URI gateway;

    @Option(
            names = "--token-env",
            paramLabel = "NAME",
            description = "The environment variable with the token for the gateway, if it is none of the file's.")
    private @Nullable String tokenVariable;

    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public Integer call() throws InterruptedException {
        try (Configured configured = Installation.source(config).load()) {
            HttpResponse<String> answer = new RunningGateway(configured.config().management(), "rollbacks")
                    .at(gateway)
                    .withTokenFrom(tokenVariable)
                    .post("/v1/configuration/rollback", new JsonObject(), PATIENCE);
            PrintWriter out = Printing.out(spec);
            if (answer.statusCode() != OK) {
                out.println(RunningGateway.refusal(answer));
                return RunningGateway.exitCode(answer);
            }
            report(out, new JsonObject(answer.body()));
            return ExitCode.OK;
        }
    }

    private void report(PrintWriter out, JsonObject inForce) {
        out.println("rolled back: since " + inForce.getString("since")
                + " the configuration before the last change is in force");
        out.println(
                inForce.getBoolean("asInFiles")
                        ? "it is what the files say"
                        : "it differs from the files: mend " + config
                                + ", or the next restart brings back what was rolled back");
    }
}
