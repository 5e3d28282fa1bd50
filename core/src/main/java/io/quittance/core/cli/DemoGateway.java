package io.quittance.core.cli;

import io.quittance.core.Configured;
import io.quittance.core.Foundation;
import io.quittance.core.Gateway;
import io.quittance.core.GatewayStore;
import io.quittance.core.demo.DemoConfiguration;
import io.quittance.core.demo.SimulatorJars;
import io.quittance.core.demo.Simulators;
import io.quittance.core.telemetry.GatewayMetrics;
import io.quittance.spi.simulator.Faults;
import io.quittance.spi.simulator.SimulatorEnvironment;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.file.FileSystemOptions;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * A gateway with simulated providers, with everything it needs in a directory that goes with it. Each part is handed to the
 * teardown as soon as it is there.
 *
 * @param intake where it takes notifications
 * @param management where its API is
 * @param token opens the API
 */
record DemoGateway(Vertx vertx, Simulators simulators, URI intake, URI management, String token) {

    private static final long START_SECONDS = 60;
    private static final long SIMULATORS_SECONDS = 2;
    private static final long GATEWAY_SECONDS = 5;
    private static final long VERTX_SECONDS = 1;

    /** Starts it. Blocks. */
    static DemoGateway start(Teardown teardown, Clock clock, long seed, Faults faults, Consumer<String> announce)
            throws Exception {
        Path directory = teardown.start(
                        "directory", () -> TemporaryDirectory.create("quittance-demo-"), TemporaryDirectory::delete)
                .path();
        SimulatorJars jars = teardown.start(
                "simulator jars", () -> SimulatorJars.load(Installation.simulators()), SimulatorJars::close);
        GatewayMetrics metrics = new GatewayMetrics();
        Vertx vertx =
                teardown.start("vertx", () -> newVertx(metrics), started -> await(started.close(), VERTX_SECONDS));
        SimulatorEnvironment environment = new SimulatorEnvironment(vertx, clock, seed, faults);
        Simulators simulators = teardown.start(
                "simulators",
                () -> await(Simulators.start(jars.factories(), environment), START_SECONDS),
                started -> await(started.close(), SIMULATORS_SECONDS));

        String token = DemoConfiguration.randomToken();
        Path file = Files.writeString(
                directory.resolve("quittance.json"),
                DemoConfiguration.of(simulators, token).encodePrettily());
        Configured configured =
                teardown.start("plugins", () -> Installation.source(file).load(), Configured::close);
        GatewayStore store = teardown.start(
                "store", () -> GatewayStore.open(configured.config().store()), GatewayStore::close);
        Foundation foundation = Foundation.of(vertx, configured, store, metrics, clock);
        Announced announced = new Announced(announce);
        teardown.start(
                "gateway",
                () -> await(Gateway.start(foundation, announced), START_SECONDS),
                started -> await(started.close(), GATEWAY_SECONDS));
        simulators.connect(announced.address("intake"));
        return new DemoGateway(vertx, simulators, announced.address("intake"), announced.address("management"), token);
    }

    private static Vertx newVertx(GatewayMetrics metrics) {
        // Without a cache of class path files, which would be left behind if the process ends in the middle of its
        // start.
        FileSystemOptions files =
                new FileSystemOptions().setClassPathResolvingEnabled(false).setFileCachingEnabled(false);
        return Vertx.builder()
                .with(new VertxOptions().setPreferNativeTransport(true).setFileSystemOptions(files))
                .withMetrics(metrics.pools())
                .build();
    }

    private static <T> T await(Future<T> future, long seconds) throws Exception {
        return future.await(seconds, TimeUnit.SECONDS);
    }

    /** Picks the addresses out of what the gateway announces. */
    private static final class Announced implements Consumer<String> {

        private static final String LISTENING = " listening on ";

        private final Map<String, URI> addresses = new ConcurrentHashMap<>();
        private final Consumer<String> next;

        Announced(Consumer<String> next) {
            this.next = next;
        }

        @Override
        public void accept(String line) {
            int middle = line.indexOf(LISTENING);
            if (middle > 0) {
                addresses.put(line.substring(0, middle), URI.create(line.substring(middle + LISTENING.length())));
            }
            next.accept(line);
        }

        URI address(String name) {
            return Objects.requireNonNull(addresses.get(name), name);
        }
    }
}
