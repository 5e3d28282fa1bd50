package io.quittance.distribution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.quittance.core.testing.PostgresServerFixture;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;

/** A store that goes and comes back: the providers are told to come again, and nothing is lost. */
@EndToEndTest
@TestInstance(Lifecycle.PER_CLASS)
class StoreOutageIT {
    /** So long providers wait. The gateway gives up after 10 s, which a machine under load may take longer to tell. */
    private static final Duration LIMIT = Duration.ofSeconds(30);

    private static final Duration SOON = Duration.ofSeconds(60);
    /** What workers say that try twice a second. */
    private static final List<String> WORKERS = List.of(
            "Work cannot be claimed and is asked for again",
            "Orders whose time is over cannot be decided and are tried again",
            "Cases whose grace is over cannot be found and are looked for again");

    private static final int STOPPED = 1;
    private static final int KILLED = 2;
    private static final int ABSENT = 3;

    private PostgresServerFixture server;

    @BeforeAll
    void start() {
        server = PostgresServerFixture.start();
    }

    @AfterAll
    void stop() {
        server.close();
    }

    @Test
    void shouldAskProvidersToComeAgainWhileTheStoreIsGone(@TempDir Path directory) throws Exception {
        try (RunningShop gateway =
                Shop.with(TestStore.at(server.address())).start(directory).awaitReady()) {
            server.stop();
            assertUnavailable(gateway, STOPPED);
            server.restart();
            assertAcceptedAndReconciled(gateway, STOPPED);

            server.kill();
            assertUnavailable(gateway, KILLED);
            assertToldLessOftenTheLongerItLasts(gateway.process());
            server.restart();
            assertAcceptedAndReconciled(gateway, KILLED);
        }
    }

    @Test
    void shouldListenAndWaitWhenTheStoreIsNotThereYet(@TempDir Path directory) throws Exception {
        TestStore store = TestStore.at(server.address());
        server.stop();

        try (RunningShop gateway = Shop.with(store).start(directory)) {
            assertUnavailable(gateway, ABSENT);
            assertThat(gateway.process().lines()).noneMatch(line -> line.startsWith("ready in "));

            server.restart();
            gateway.awaitReady();
            assertAcceptedAndReconciled(gateway, ABSENT);
        }
    }

    private static void assertUnavailable(RunningShop gateway, int payment) throws Exception {
        long begun = System.nanoTime();
        Answer answer = gateway.providers().smart2pay(CardPayments.notification(payment));

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

    private static void assertToldLessOftenTheLongerItLasts(GatewayProcess gateway) {
        for (String message : WORKERS) {
            await().atMost(SOON).until(() -> isTold(gateway, message, 4));
            assertThat(isTold(gateway, message, 3)).as(message).isFalse();
        }
    }

    private static boolean isTold(GatewayProcess gateway, String message, int times) {
        return gateway.lines().stream()
                .anyMatch(line -> line.contains(message) && line.contains("times=\"" + times + "\""));
    }

    private static void assertAcceptedAndReconciled(RunningShop gateway, int payment) throws Exception {
        ManagementClient management = gateway.management();
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(gateway.providers()
                                .smart2pay(CardPayments.notification(payment))
                                .status())
                        .isEqualTo(204));
        await().atMost(SOON)
                .untilAsserted(
                        () -> assertThat(management.status("/health/ready")).isEqualTo(200));
        management.register(CardPayments.order(payment), 100, "EUR");
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(management.orderStatus(CardPayments.order(payment)))
                        .isEqualTo("authorized"));
    }
}
