package io.quittance.core.cli;

import io.quittance.core.Configured;
import io.quittance.core.config.ConfigurationException;
import io.quittance.core.config.ConfigurationLoader;
import io.quittance.core.plugin.AccountRegistry;
import io.quittance.core.plugin.PluginWatch;
import io.quittance.core.telemetry.GatewayMetrics;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.time.Clock;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code quittance check}: all problems of a configuration at once. */
@Command(name = "check", description = "Prints all problems of a configuration file, one a line; exit code 0 or 1.")
final class CheckCommand implements Callable<Integer> {

    private static final long CLOSE_SECONDS = 10;

    @Option(names = "--config", paramLabel = "FILE", description = "The configuration file.")
    private @Nullable Path config;

    @Option(names = "--schema", description = "Prints the JSON Schema of the configuration file instead.")
    private boolean schema;

    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public Integer call() throws Exception {
        if (schema) {
            Printing.out(spec).println(ConfigurationLoader.schema().encodePrettily());
            return ExitCode.OK;
        }
        if (config == null) {
            throw new ParameterException(Printing.command(spec), "Missing option: --config FILE");
        }
        // Whoever asked for the problems gets them as the answer, and not as an error.
        try (Configured configured = Installation.source(config).load()) {
            startAccounts(configured);
            Printing.out(spec)
                    .println(config + ": no problems, "
                            + configured.config().accounts().size() + " account(s)");
        } catch (ConfigurationException refused) {
            refused.problems().forEach(Printing.out(spec)::println);
            return ExitCode.WRONG_INPUT;
        }
        return ExitCode.OK;
    }

    /** A plugin may refuse settings that its schema allows. Nothing is called and nothing listens. */
    private static void startAccounts(Configured configured) throws Exception {
        Vertx vertx = Vertx.vertx();
        try (GatewayMetrics metrics = new GatewayMetrics();
                PluginWatch watch = new PluginWatch()) {
            AccountRegistry.start(
                            configured.config().accounts(),
                            configured.plugins(),
                            vertx,
                            Clock.systemUTC(),
                            metrics,
                            watch)
                    .compose(AccountRegistry::close)
                    .await(CLOSE_SECONDS, TimeUnit.SECONDS);
        } finally {
            vertx.close().await(CLOSE_SECONDS, TimeUnit.SECONDS);
        }
    }
}
