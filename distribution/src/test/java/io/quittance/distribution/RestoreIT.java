package io.quittance.distribution;

import static io.quittance.distribution.SimulatedProviders.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.quittance.spi.simulator.Faults;
import io.quittance.spi.simulator.Life;
import io.quittance.spi.simulator.Sale;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The drill of "Back up and restore" in the operations guide: a store is lost and restored as it was earlier. No provider sends again what
 * was acknowledged, so what came since is asked for; at the end every order is right.
 */
@EndToEndTest
class RestoreIT {
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final Faults A_USUAL_DAY = Faults.normal();
    private static final String TOKEN = "the-operators-token";

    private final HttpSender http = new HttpSender();

    @TempDir
    private Path directory;

    private ArchivingPostgres postgres;
    private SimulatedProviders providers;
    private String configuration;
    private List<Sale> before;
    private List<Sale> since;

    @BeforeEach
    void start() throws Exception {
        postgres = ArchivingPostgres.start();
        providers = SimulatedProviders.start(Clock.systemUTC(), A_USUAL_DAY);
        before = providers.sales("before", 2);
        since = providers.sales("since", 2);
        int intake = FreePort.find();
        configuration = write(intake);
        providers.connect(URI.create("http://127.0.0.1:" + intake));
    }

    @AfterEach
    void stop() throws Exception {
        if (providers != null) {
            providers.close();
        }
        if (postgres != null) {
            postgres.close();
        }
    }

    @Test
    void shouldEndWithEveryOrderRightAfterARestoreToAPointInTime() throws Exception {
        Instant begin = Instant.now();
        String moment;
        try (GatewayProcess gateway = serve()) {
            sell(gateway, before);
            postgres.backUp();
            moment = sellAndTellAMomentWithin(gateway);
        }
        postgres.lose();
        postgres.restoreTo(moment);

        assertGapIsClosed(begin);
    }

    @Test
    void shouldEndWithEveryOrderRightAfterARestoreFromADump() throws Exception {
        Instant begin = Instant.now();
        String dump;
        try (GatewayProcess gateway = serve()) {
            sell(gateway, before);
            dump = postgres.dump();
            sell(gateway, since);
        }
        postgres.dropStore();
        postgres.restore(dump);

        assertGapIsClosed(begin);
    }

    /** Sells until all is told and decided. */
    private void sell(GatewayProcess gateway, List<Sale> sales) throws Exception {
        register(gateway, sales);
        await(providers.begin(sales));
        awaitEnds(gateway, sales);
    }

    /** The same, and in the middle of it is a moment, when the first payment has come to its end and others have not. */
    private String sellAndTellAMomentWithin(GatewayProcess gateway) throws Exception {
        register(gateway, since);
        Future<?> lives = providers.begin(since);
        String first = since.stream()
                .filter(sale -> sale.life() == Life.PAID)
                .findFirst()
                .orElseThrow()
                .reference();
        await().atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(20))
                .until(() -> management(gateway).orderStatus(first).equals("paid"));
        String moment = postgres.now();
        await(lives);
        awaitEnds(gateway, since);
        return moment;
    }

    private void assertGapIsClosed(Instant from) throws Exception {
        List<Sale> all = Stream.concat(before.stream(), since.stream()).toList();
        try (GatewayProcess gateway = serve()) {
            Map<String, String> restored = orders(gateway, all);
            assertThat(restored).as("something is lost").isNotEqualTo(SimulatedProviders.ends(all));
            register(gateway, all);

            for (String account : providers.accounts()) {
                backfill(account, from);
            }

            awaitEnds(gateway, all);
            assertThat(management(gateway).cases("state=open&")).allSatisfy(RestoreIT::assertIsAboutAFailedAttempt);
            report(restored, all);
        }
    }

    private void backfill(String account, Instant from) throws Exception {
        GatewayProcess.Result asked = GatewayProcess.run(
                directory, "backfill", "--config", configuration, "--account", account, "--from", from.toString());
        assertThat(asked.exitCode()).as(asked.lines().toString()).isZero();
        assertThat(asked.lines()).last().asString().contains(" 0 failed");
    }

    private static void report(Map<String, String> restored, List<Sale> all) {
        Map<String, String> ends = SimulatedProviders.ends(all);
        long right =
                restored.entrySet().stream().filter(ends.entrySet()::contains).count();
        long gone = restored.values().stream().filter("absent"::equals).count();
        System.out.printf(
                "restore drill: of %d orders %d were right after the restore, %d behind, %d gone; at the end all are right%n",
                all.size(), right, all.size() - right - gone, gone);
    }

    /** The merchant registers, or registers again. */
    private void register(GatewayProcess gateway, List<Sale> sales) throws Exception {
        for (Sale sale : sales) {
            Answer answer = management(gateway)
                    .register(
                            sale.reference(),
                            SimulatedProviders.AMOUNT.minorUnits(),
                            SimulatedProviders.AMOUNT.currency());
            assertThat(answer.status()).as(answer.text()).isIn(200, 201);
        }
    }

    private void awaitEnds(GatewayProcess gateway, List<Sale> sales) {
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(orders(gateway, sales)).isEqualTo(SimulatedProviders.ends(sales)));
    }

    /** By reference, status and refunded amount of each, or that it is absent. */
    private Map<String, String> orders(GatewayProcess gateway, List<Sale> sales) throws Exception {
        Map<String, String> orders = new TreeMap<>();
        for (Sale sale : sales) {
            Answer answer = management(gateway).get("/v1/merchants/" + Shop.MERCHANT + "/orders/" + sale.reference());
            orders.put(
                    sale.reference(),
                    answer.status() == 404
                            ? "absent"
                            : answer.json().getString("status") + " "
                                    + answer.json().getLong("refunded"));
        }
        return orders;
    }

    /** Of a failed attempt that another one took the place of, secuconnect does not know any more which order it was for. */
    private static void assertIsAboutAFailedAttempt(JsonObject open) {
        assertThat(open.getString("kind")).isEqualTo("unknown_order");
        assertThat(open.getString("seen")).contains(" at secuconnect, failed, ");
    }

    private ManagementClient management(GatewayProcess gateway) {
        return new ManagementClient(gateway.management(), TOKEN, Shop.MERCHANT, http);
    }

    private GatewayProcess serve() throws Exception {
        GatewayProcess gateway = GatewayProcess.start(directory, "serve", "--config", configuration);
        gateway.awaitReady();
        return gateway;
    }

    private String write(int intake) throws Exception {
        JsonObject content = GatewayFile.of(
                TestStore.at(postgres.address()), intake, FreePort.find(), TOKEN, providers.configuration());
        return Files.writeString(directory.resolve("quittance.json"), content.encodePrettily())
                .toString();
    }
}
