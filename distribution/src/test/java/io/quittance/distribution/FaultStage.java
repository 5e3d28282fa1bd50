package io.quittance.distribution;

import static org.assertj.core.api.Assertions.assertThat;

import io.quittance.core.testing.CuttingRelay;
import io.quittance.core.testing.TestDatabase;
import io.quittance.spi.simulator.Faults;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Everything that a notification passes, each a process or a server of its own, and what can be done to them: simulated providers with
 * bad networks and APIs, the built gateway, a relay, a Postgres, and a merchant's endpoint.
 */
final class FaultStage implements AutoCloseable {
    private static final Duration END = Duration.ofSeconds(30);
    private static final String TOKEN = "operators-token";
    private static final int ONE_IN = 60;
    private static final int LATEST_MILLIS = 1_500;
    private static final int LONGEST_MILLIS = 3_000;

    private final Vertx vertx = Vertx.vertx();
    private final HttpSender http = new HttpSender();
    private final LastVersionConsumer merchant = new LastVersionConsumer();
    private final Path directory;
    private final Random random;
    private final InstalledPostgres installed;
    private final PostgresServer postgres;
    private final CuttingRelay relay;
    private final WebhookReceiver endpoint = WebhookReceiver.start(merchant::take);
    private final SimulatedProviders providers;
    private final int intake = FreePort.find();
    private GatewayProcess gateway;

    private FaultStage(InstalledPostgres installed, Path directory, Random random, Faults faults) throws Exception {
        this.installed = installed;
        this.postgres = new PostgresServer(installed, "data");
        this.directory = directory;
        this.random = random;
        postgres.begin();
        this.relay = SimulatedProviders.await(CuttingRelay.start(vertx, postgres.address(), random));
        this.providers = SimulatedProviders.start(Clock.systemUTC(), faults);
        providers.connect(URI.create("http://127.0.0.1:" + intake));
        write();
        startGateway();
    }

    static FaultStage set(Path directory, Random random, Faults faults) throws Exception {
        return InstalledPostgres.begin(installed -> new FaultStage(installed, directory, random, faults));
    }

    SimulatedProviders providers() {
        return providers;
    }

    /** What the merchant made of the events that it was told. */
    LastVersionConsumer merchant() {
        return merchant;
    }

    ManagementClient management() {
        return new ManagementClient(gateway.management(), TOKEN, Shop.MERCHANT, http);
    }

    TestDatabase store() {
        return postgres.sql();
    }

    /** Lets a moment come that nobody can foresee. */
    void awaitSomeMoment() throws InterruptedException {
        pass(random.nextInt(LATEST_MILLIS));
    }

    /** Lets a fault last: for a while, and no two alike. Nothing tells when it was long enough. */
    void awhile() throws InterruptedException {
        pass(random.nextInt(LONGEST_MILLIS));
    }

    private static void pass(int millis) throws InterruptedException {
        new CountDownLatch(1).await(millis, TimeUnit.MILLISECONDS);
    }

    void startGateway() throws IOException {
        gateway = GatewayProcess.start(
                directory,
                "serve",
                "--config",
                directory.resolve("quittance.json").toString());
        gateway.awaitReady();
    }

    void killGateway() {
        gateway.kill();
    }

    void endGateway() throws InterruptedException {
        assertThat(gateway.terminate(END)).as("exit code").isZero();
    }

    void freezeGateway() throws Exception {
        gateway.signal("STOP");
    }

    void thawGateway() throws Exception {
        gateway.signal("CONT");
    }

    void killPostgres() {
        postgres.kill();
    }

    void startPostgres() throws Exception {
        postgres.start();
    }

    void freezePostgres() throws Exception {
        postgres.freeze();
    }

    void thawPostgres() throws Exception {
        postgres.thaw();
    }

    void cutConnections() {
        relay.cutOneIn(ONE_IN);
    }

    void mendConnections() {
        relay.cutOneIn(0);
    }

    @Override
    public void close() throws Exception {
        if (gateway != null) {
            gateway.close();
        }
        endpoint.close();
        providers.close();
        SimulatedProviders.await(vertx.close());
        installed.close();
    }

    private void write() throws IOException {
        JsonObject content = GatewayFile.of(TestStore.at(relay.address()), intake, 0, TOKEN, providers.configuration())
                .put("endpoints", endpoint.endpoints());
        Files.writeString(directory.resolve("quittance.json"), content.encodePrettily());
    }
}
