package io.quittance.distribution;

import static org.assertj.core.api.Assertions.assertThat;

import io.quittance.core.testing.CuttingRelay;
import io.quittance.core.testing.TestDatabase;
import io.quittance.spi.simulator.Faults;
import io.vertx.core.Vertx;
import io.vertx.core.json.Json;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Everything that a notification passes, each a process or a server of its own, and what can be done to them: simulated providers with
 * bad networks and APIs, the built gateway, a relay, a Postgres, and a merchant's endpoint.
 */
final class FaultStage implements AutoCloseable {
    private static final Duration END = Duration.ofSeconds(30);
    private static final String TOKEN = "the-operators-token";
    private static final int OUT_OF_MEMORY = 3;
    private static final int ONE_IN = 60;
    private static final int LATEST_MILLIS = 1_500;
    private static final int LONGEST_MILLIS = 3_000;

    private final Vertx vertx = Vertx.vertx();
    private final HttpSender http = new HttpSender();
    private final LastVersionConsumer merchant = new LastVersionConsumer();
    private final Path directory;
    private final Random random;
    private final InstalledPostgres installed;
    private final Optional<SmallDisk> disk;
    private final PostgresServer postgres;
    private final FaultyClock clock;
    private final Optional<NameServer> names;
    private final CuttingRelay relay;
    private final WebhookReceiver endpoint = WebhookReceiver.start(merchant::take);
    private final SimulatedProviders providers;
    private final int intake = FreePort.find();
    private GatewayProcess gateway;

    private FaultStage(InstalledPostgres installed, Path directory, Random random, Faults faults, boolean staging)
            throws Exception {
        this.installed = installed;
        this.disk = SmallDisk.isPossible() ? Optional.of(installed.mount("disk")) : Optional.empty();
        // Little of it is kept in reserve, so that a disk that is full is felt at once.
        this.postgres = new PostgresServer(installed, disk.isPresent() ? "disk/data" : "data", "max_wal_size=64MB");
        this.directory = directory;
        this.clock = new FaultyClock(directory);
        this.names = NameServer.isPossible() ? Optional.of(NameServer.start(directory)) : Optional.empty();
        this.random = random;
        postgres.begin();
        this.relay = SimulatedProviders.await(CuttingRelay.start(vertx, postgres.address(), random));
        this.providers = SimulatedProviders.start(Clock.systemUTC(), faults);
        providers.connect(URI.create("http://127.0.0.1:" + intake));
        write(staging);
        startGateway();
    }

    /**
     * Sets it up.
     *
     * @param staging whether the gateway takes notifications while the store is away
     */
    static FaultStage set(Path directory, Random random, Faults faults, boolean staging) throws Exception {
        return InstalledPostgres.begin(installed -> new FaultStage(installed, directory, random, faults, staging));
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
        launchGateway();
        awaitGateway();
    }

    /** Starts it, and does not wait until it takes notifications. */
    void launchGateway() throws IOException {
        List<String> command = GatewayProcess.command(
                "serve", "--config", directory.resolve("quittance.json").toString());
        gateway = GatewayProcess.start(
                directory,
                environment(),
                names.map(server -> server.command(command)).orElse(command));
    }

    void awaitGateway() {
        gateway.awaitReady();
    }

    void killGateway() {
        gateway.kill();
    }

    /** Lets it run out of memory, and waits until it is gone. */
    void exhaustGateway() throws Exception {
        MemoryEater.visit(gateway.pid(), directory);
        assertThat(gateway.awaitExit(END)).as("exit code without memory").isEqualTo(OUT_OF_MEMORY);
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

    /** Starts it where it did not survive. */
    void revivePostgres() throws Exception {
        if (!postgres.isAlive()) {
            postgres.start();
        }
        postgres.awaitAnswer();
    }

    /** Starts it where it cannot. */
    void tryPostgres() throws Exception {
        postgres.startInVain();
    }

    void refuseWrites() {
        postgres.set("default_transaction_read_only", "on");
    }

    void takeWrites() {
        postgres.set("default_transaction_read_only", "off");
    }

    /** Where the data of Postgres are. */
    SmallDisk disk() {
        return disk.orElseThrow();
    }

    /** What the gateway goes by. */
    FaultyClock clock() {
        return clock;
    }

    /** What the gateway asks where the others are. */
    NameServer names() {
        return names.orElseThrow();
    }

    /** What is between the gateway and Postgres. */
    CuttingRelay network() {
        return relay;
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
        if (names.isPresent()) {
            names.get().close();
        }
        installed.close();
    }

    private void write(boolean staging) throws IOException {
        JsonObject content = GatewayFile.of(TestStore.at(relay.address()), intake, 0, TOKEN, providers.configuration())
                .put("endpoints", endpoint.endpoints());
        if (staging) {
            content.getJsonObject("intake").put("staging", new JsonObject().put("directory", "staging"));
        }
        if (names.isPresent()) {
            List.of("store", "accounts", "endpoints").forEach(key -> nameHosts(content, key));
        }
        Files.writeString(directory.resolve("quittance.json"), content.encodePrettily());
    }

    private static void nameHosts(JsonObject content, String key) {
        content.put(key, Json.decodeValue(Json.encode(content.getValue(key)).replace("127.0.0.1", NameServer.NAME)));
    }

    private Map<String, String> environment() {
        Map<String, String> environment = new HashMap<>(clock.environment());
        // What Java was told last it would not ask for again for half a minute.
        environment.put("QUITTANCE_OPTS", "-Dsun.net.inetaddr.ttl=0 -Dsun.net.inetaddr.negative.ttl=0");
        return environment;
    }
}
