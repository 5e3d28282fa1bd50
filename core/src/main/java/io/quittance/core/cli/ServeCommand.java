package io.quittance.core.cli;

import io.quittance.core.ConfigurationSource;
import io.quittance.core.ConfigurationSource.State;
import io.quittance.core.ConfigurationWatch;
import io.quittance.core.Configured;
import io.quittance.core.Foundation;
import io.quittance.core.Gateway;
import io.quittance.core.GatewayStore;
import io.quittance.core.config.ConfigurationException;
import io.quittance.core.telemetry.GatewayMetrics;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import java.io.PrintWriter;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Clock;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code quittance serve}: runs the gateway until the process is told to end. */
@Command(
        name = "serve",
        description = {
            "Runs the gateway.",
            "It says ready when it takes notifications. A change of its configuration file or of the plugins applies while it runs,"
                    + " or is refused as a whole. SIGTERM or Ctrl-C ends it within ten seconds."
        },
        footer = {
            "With a configuration", "quittance serve --config quittance.json",
            "With an embedded Postgres and no accounts", "quittance serve",
            "With a larger heap, and a log for machines",
                    "QUITTANCE_OPTS=-Xmx512m QUITTANCE_LOG_FORMAT=json quittance serve --config quittance.json"
        },
        exitCodeList = {
            "0:It was told to end.",
            "1:The configuration is wrong, a port is taken, or the store cannot be used as it is.",
            "2:A fault of Quittance."
        })
final class ServeCommand implements Callable<Integer> {

    @Option(
            names = "--config",
            paramLabel = "FILE",
            description = "The configuration file. Without one: no accounts, and an embedded Postgres under data/.")
    private @Nullable Path config;

    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public Integer call() throws Exception {
        start();
        new CountDownLatch(1).await();
        return ExitCode.OK;
    }

    /** Apart, so that what was read first is on no stack for as long as the process runs. */
    private void start() throws Exception {
        PrintWriter out = Printing.out(spec);
        ConfigurationSource source = Installation.source(config);
        State state = source.state();
        Configured configured = source.load();
        GatewayStore store = GatewayStore.open(configured.config().store());
        GatewayMetrics metrics = new GatewayMetrics();
        Vertx vertx = Vertx.builder()
                .with(new VertxOptions().setPreferNativeTransport(true))
                .withMetrics(metrics.pools())
                .build();
        Shutdown shutdown = new Shutdown(vertx, configured, store);
        shutdown.registerHook();
        try {
            Foundation foundation = Foundation.byTimeOfStore(vertx, configured, store, metrics, Clock.systemUTC());
            Gateway gateway =
                    Gateway.start(foundation, line -> print(out, line)).await();
            shutdown.gateway(gateway);
            ConfigurationWatch watch =
                    new ConfigurationWatch(gateway, source, state, configured.config(), this::tell, metrics);
            vertx.deployVerticle(watch).await();
        } catch (Exception failure) {
            if (shutdown.endAll()) {
                throw failure;
            }
            // The process was told to end while it was starting, and is being ended.
            new CountDownLatch(1).await();
        }
        if (configured.config().accounts().isEmpty()) {
            print(out, "no accounts are configured: add them to a configuration file and start with --config FILE");
        }
        print(out, "ready in " + ManagementFactory.getRuntimeMXBean().getUptime() + " ms");
    }

    /** The same lines as at the start. */
    private void tell(ConfigurationException refused) {
        PrintWriter err = Printing.command(spec).getErr();
        Failures.report(err, refused);
        err.flush();
    }

    private static void print(PrintWriter out, String line) {
        out.println(line);
        out.flush();
    }
}
