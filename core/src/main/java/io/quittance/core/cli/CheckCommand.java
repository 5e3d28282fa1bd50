package io.quittance.core.cli;

import io.quittance.core.Configured;
import io.quittance.core.GatewayStore;
import io.quittance.core.config.CertificateLint;
import io.quittance.core.config.ConfigurationException;
import io.quittance.core.config.ConfigurationLoader;
import io.quittance.core.config.StagingLint;
import io.quittance.core.intake.AnswerLint;
import io.quittance.core.plan.ConfigurationDocument;
import io.quittance.core.plan.Fingerprints;
import io.quittance.core.plan.Plan;
import io.vertx.core.json.JsonObject;
import java.io.PrintWriter;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code quittance check}: all problems of a configuration at once, or what it would change. */
@Command(
        name = "check",
        description = {
            "Prints all problems of a configuration file, one a line.",
            "Each is told with its JSON pointer and with what is allowed. With --against also what the file would change of a"
                    + " gateway that runs."
        },
        footer = {
            "What is wrong with a file", "quittance check --config quittance.json",
            "What it would change of the gateway that runs",
                    "quittance check --config new.json --against http://127.0.0.1:8081",
            "What the role of the store may do", "quittance check --config quittance.json --store",
            "The JSON Schema, for an editor", "quittance check --schema"
        },
        exitCodeList = {
            "0:The file has no problems.",
            "1:The file has problems, an argument is wrong, or no gateway answers.",
            "2:The gateway failed, or Quittance did."
        })
final class CheckCommand implements Callable<Integer> {

    private static final int OK = 200;
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    /** Stands for the address in the file. */
    private static final String ITS_OWN = "http://its.own.invalid";

    @Option(names = "--config", paramLabel = "FILE", description = "The configuration file.")
    private @Nullable Path config;

    @Option(names = "--schema", description = "Prints the JSON Schema of the configuration file instead.")
    private boolean schema;

    @Option(
            names = "--against",
            arity = "0..1",
            fallbackValue = ITS_OWN,
            paramLabel = "URL",
            converter = ManagementAddress.class,
            description =
                    "Prints also what the file would change of the gateway that runs with this management address;"
                            + " without a value, with that of the file.")
    private @Nullable URI against;

    @Option(
            names = "--store",
            description =
                    "Also asks the store whether its role may do what a gateway does, and what it may beyond that.")
    private boolean store;

    @Option(
            names = "--token-env",
            paramLabel = "NAME",
            description =
                    "The environment variable with the token for the running gateway, if it is none of the file's.")
    private @Nullable String tokenVariable;

    @Option(
            names = "--ca",
            paramLabel = "FILE",
            description =
                    "Certificates in PEM of those who vouch for that of the running gateway, if it is not the file's.")
    private @Nullable Path authorities;

    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public Integer call() throws InterruptedException, TimeoutException {
        if (schema) {
            Printing.out(spec).println(ConfigurationLoader.schema().encodePrettily());
            return ExitCode.OK;
        }
        if (config == null) {
            throw new ParameterException(Printing.command(spec), "Missing option: --config FILE");
        }
        // Whoever asked for the problems gets them as the answer, and not as an error.
        try (Configured configured = Installation.source(config).load()) {
            CertificateLint.of(configured.config(), Clock.systemUTC()).forEach(Printing.out(spec)::println);
            StagingLint.of(configured.config()).forEach(Printing.out(spec)::println);
            // A plugin may refuse settings that its schema allows.
            OfflineAccounts.ask(configured, accounts -> AnswerLint.of(accounts.accounts()))
                    .forEach(Printing.out(spec)::println);
            Printing.out(spec)
                    .println(config + ": no problems, "
                            + configured.config().accounts().size() + " account(s)");
            boolean usable = !store || isStoreUsable(configured);
            int compared = against == null ? ExitCode.OK : compare(configured, against);
            return usable ? compared : ExitCode.WRONG_INPUT;
        } catch (ConfigurationException refused) {
            refused.problems().forEach(Printing.out(spec)::println);
            return ExitCode.WRONG_INPUT;
        }
    }

    private boolean isStoreUsable(Configured configured) throws InterruptedException, TimeoutException {
        try (GatewayStore opened = GatewayStore.visit(configured.config().store())) {
            StoreRoleLint role = StoreRoleLint.of(opened);
            role.lines().forEach(Printing.out(spec)::println);
            return role.isUsable();
        }
    }

    private int compare(Configured configured, URI gateway) throws InterruptedException {
        HttpResponse<String> answer = new RunningGateway(configured.config().management())
                .at(gateway.toString().equals(ITS_OWN) ? null : gateway)
                .withTokenFrom(tokenVariable)
                .vouchedForBy(authorities)
                .get("/v1/configuration", PATIENCE);
        PrintWriter out = Printing.out(spec);
        if (answer.statusCode() != OK) {
            out.println(RunningGateway.refusal(answer));
            return RunningGateway.exitCode(answer);
        }
        JsonObject running = new JsonObject(answer.body());
        JsonObject wanted = ConfigurationDocument.of(
                configured.config(), configured.plugins(), new Fingerprints(running.getString("salt")));
        Plan.lines(running, wanted).forEach(out::println);
        return ExitCode.OK;
    }
}
