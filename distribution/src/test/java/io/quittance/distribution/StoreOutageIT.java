package io.quittance.distribution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.quittance.core.testing.PostgresServerFixture;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A store that goes and comes back: the providers are told to come again, and nothing is lost. */
@EndToEndTest
class StoreOutageIT {
    private static final Duration LIMIT = Duration.ofSeconds(10);
    private static final Duration SOON = Duration.ofSeconds(60);

    private PostgresServerFixture server;

    @BeforeEach
    void start() {
        server = PostgresServerFixture.start();
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void shouldAskProvidersToComeAgainWhileTheStoreIsGone(@TempDir Path directory) throws Exception {
        try (RunningShop gateway =
                Shop.with(TestStore.at(server.address())).start(directory).awaitReady()) {
            ManagementClient management = gateway.management();
            management.register(Seeds.AUTHORIZED_ORDER, 100, "EUR");
            assertThat(gateway.providers().smart2pay(Seeds.FAILED).status()).isEqualTo(204);

            server.stop();
            assertUnavailable(gateway);

            server.restart();
            assertAcceptedAndReconciled(gateway);
        }
    }

    @Test
    void shouldSurviveACrashOfTheStore(@TempDir Path directory) throws Exception {
        try (RunningShop gateway =
                Shop.with(TestStore.at(server.address())).start(directory).awaitReady()) {
            gateway.management().register(Seeds.AUTHORIZED_ORDER, 100, "EUR");

            server.kill();
            assertUnavailable(gateway);

            server.restart();
            assertAcceptedAndReconciled(gateway);
        }
    }

    @Test
    void shouldListenAndWaitWhenTheStoreIsNotThereYet(@TempDir Path directory) throws Exception {
        TestStore store = TestStore.at(server.address());
        server.stop();

        try (RunningShop gateway = Shop.with(store).start(directory)) {
            assertUnavailable(gateway);
            assertThat(gateway.process().lines()).noneMatch(line -> line.startsWith("ready in "));

            server.restart();
            gateway.awaitReady();
            gateway.management().register(Seeds.AUTHORIZED_ORDER, 100, "EUR");
            assertAcceptedAndReconciled(gateway);
        }
    }

    private static void assertUnavailable(RunningShop gateway) throws Exception {
        long begun = System.nanoTime();
        Answer answer = gateway.providers().smart2pay(Seeds.AUTHORIZED);

        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(LIMIT);
        assertThat(answer.status()).isEqualTo(503);
        assertThat(answer.header("retry-after"))
                .hasValueSatisfying(
                        seconds -> assertThat(Integer.parseInt(seconds)).isPositive());
        assertThat(answer.json().getMap()).containsOnlyKeys("status", "title");
        assertThat(gateway.management().status("/health/ready")).isEqualTo(503);
        assertThat(gateway.management().status("/health/live")).isEqualTo(200);
        assertThat(gateway.management().get("/v1/notifications").status()).isEqualTo(503);
    }

    private static void assertAcceptedAndReconciled(RunningShop gateway) {
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(
                                gateway.providers().smart2pay(Seeds.AUTHORIZED).status())
                        .isEqualTo(204));
        ManagementClient management = gateway.management();
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(management.orderStatus(Seeds.AUTHORIZED_ORDER))
                        .isEqualTo("authorized"));
        await().atMost(SOON)
                .untilAsserted(
                        () -> assertThat(management.status("/health/ready")).isEqualTo(200));
    }
}
