package io.quittance.distribution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.quittance.core.testing.PostgresServerFixture;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A store that goes, and a gateway that goes on: what it acknowledges meanwhile is on its disk. */
@EndToEndTest
class StagingIT {
    private static final Duration SOON = Duration.ofSeconds(60);
    private static final int NOTIFICATIONS = 40;
    private static final Path MEMORY = Path.of("/dev/shm");

    @TempDir
    private Path directory;

    private PostgresServerFixture server;
    private Shop shop;

    @BeforeEach
    void start() {
        server = PostgresServerFixture.start();
        shop = Shop.with(TestStore.at(server.address()));
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void shouldKeepWhatItAcknowledgedWithoutTheStoreBeforeItWasKilled() throws Exception {
        try (RunningShop gateway = start("quittance").awaitReady()) {
            assertThat(gateway.providers()
                            .smart2pay(CardPayments.notification(0))
                            .status())
                    .isEqualTo(204);
            server.kill();

            for (int number = 0; number < NOTIFICATIONS; number++) {
                assertThat(gateway.providers()
                                .smart2pay(CardPayments.notification(number))
                                .status())
                        .isEqualTo(204);
            }
            assertThat(gateway.management().status("/health/ready")).isEqualTo(200);
            assertThat(gateway.management().get("/metrics").text())
                    .contains("quittance_staging_waiting " + (double) NOTIFICATIONS);
            gateway.process().kill();
        }

        server.restart();
        try (RunningShop gateway = start("quittance").awaitReady()) {
            assertAllAreThereOnce(gateway.management());
            assertThat(gateway.process().terminate(SOON)).isZero();
        }
        assertThat(shop.store().sql().query("select from notification")).hasSize(NOTIFICATIONS);
        assertThat(shop.store().sql().query("select from notification_arrival"))
                .describedAs("the first came twice")
                .hasSize(1);
    }

    @Test
    void shouldTakeNotificationsBeforeTheStoreIsThereForTheFirstTime() throws Exception {
        server.stop();

        try (RunningShop gateway = start("quittance")) {
            for (int number = 0; number < NOTIFICATIONS; number++) {
                assertThat(gateway.providers()
                                .smart2pay(CardPayments.notification(number))
                                .status())
                        .isEqualTo(204);
            }
            server.restart();

            gateway.awaitReady();
            assertAllAreThereOnce(gateway.management());
            await().atMost(SOON)
                    .untilAsserted(() -> assertThat(
                                    gateway.management().get("/metrics").text())
                            .contains("quittance_staging_waiting 0.0"));
        }
    }

    @Test
    void shouldNotShareItsDirectory() throws Exception {
        try (RunningShop gateway = start("quittance").awaitReady()) {
            GatewayProcess.Result second =
                    GatewayProcess.run(directory, "serve", "--config", write("second", Path.of("staging")));

            assertThat(second.exitCode()).isEqualTo(1);
            assertThat(second.lines())
                    .anyMatch(line -> line.contains("intake.staging") && line.contains("used by another gateway"));
            assertThat(gateway.management().status("/health/ready")).isEqualTo(200);
        }
    }

    @Test
    void shouldTellOfADirectoryThatIsInMemory() throws Exception {
        assumeTrue(Files.isWritable(MEMORY), "there is no " + MEMORY + " that this user may write");
        Path staging = Files.createTempDirectory(MEMORY, "quittance-staging-");
        try {
            GatewayProcess.Result checked =
                    GatewayProcess.run(directory, "check", "--config", write("quittance", staging));
            assertThat(checked.exitCode()).isZero();
            assertThat(checked.lines())
                    .anyMatch(line -> line.contains("/intake/staging/directory") && line.contains("is in memory"));

            try (RunningShop gateway = start("quittance", staging).awaitReady()) {
                assertThat(gateway.process().lines())
                        .anyMatch(line ->
                                line.contains("may not keep what is acknowledged") && line.contains("is in memory"));
            }
        } finally {
            InstalledPostgres.command("rm", "-rf", staging.toString());
        }
    }

    private static void assertAllAreThereOnce(ManagementClient management) {
        List<Integer> numbers = IntStream.range(0, NOTIFICATIONS).boxed().toList();
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(management.notifications("")).hasSize(NOTIFICATIONS));
        assertThat(numbers).allSatisfy(number -> {
            management.register(CardPayments.order(number), 100, "EUR");
            await().atMost(SOON)
                    .untilAsserted(() -> assertThat(management.orderStatus(CardPayments.order(number)))
                            .isEqualTo("authorized"));
        });
    }

    private RunningShop start(String name) throws IOException {
        return start(name, Path.of("staging"));
    }

    private RunningShop start(String name, Path staging) throws IOException {
        return new RunningShop(shop, GatewayProcess.start(directory, "serve", "--config", write(name, staging)));
    }

    private String write(String name, Path staging) throws IOException {
        JsonObject configuration = shop.configuration();
        configuration.getJsonObject("intake").put("staging", new JsonObject().put("directory", staging.toString()));
        return Files.writeString(directory.resolve(name + ".json"), configuration.encodePrettily())
                .toString();
    }
}
