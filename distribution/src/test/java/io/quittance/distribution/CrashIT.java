package io.quittance.distribution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Kills in the middle of the traffic: what was acknowledged is there afterwards, reconciled, and only once. */
@EndToEndTest
class CrashIT {
    private static final int NOTIFICATIONS = 2_000;
    private static final int MIDDLE = 700;
    private static final int CONNECTIONS = 8;
    private static final Duration SOON = Duration.ofSeconds(120);

    @TempDir
    private Path directory;

    private ExecutorService senders;

    @BeforeEach
    void start() {
        senders = Executors.newFixedThreadPool(CONNECTIONS);
    }

    @AfterEach
    void stop() {
        senders.shutdownNow();
    }

    @Test
    void shouldKeepWhatItAcknowledgedBeforeItWasKilled() throws Exception {
        try (TestStore store = TestStore.chosen()) {
            assertNothingIsLost(Shop.with(store), GatewayProcess::kill);
        }
    }

    @Test
    void shouldKeepWhatItAcknowledgedBeforeItWasKilledWithItsPostgres() throws Exception {
        assertNothingIsLost(Shop.with(TestStore.embedded()), GatewayProcess::killWithPostgres);
    }

    private void assertNothingIsLost(Shop shop, Consumer<GatewayProcess> kill) throws Exception {
        Set<Integer> acknowledged = sendUntilKilled(shop, kill);
        assertThat(acknowledged).hasSizeBetween(MIDDLE, NOTIFICATIONS - 1);

        try (RunningShop gateway = shop.start(directory).awaitReady()) {
            assertStoredOnceAndReconciled(gateway.management(), acknowledged);

            Set<Integer> all = ConcurrentHashMap.newKeySet();
            sendAll(gateway.providers(), all, () -> {});
            assertThat(all).hasSize(NOTIFICATIONS);
            assertStoredOnceAndReconciled(gateway.management(), all);
        }
    }

    /** Gives the numbers of the notifications that were acknowledged. */
    private Set<Integer> sendUntilKilled(Shop shop, Consumer<GatewayProcess> kill) throws Exception {
        Set<Integer> acknowledged = ConcurrentHashMap.newKeySet();
        try (RunningShop gateway = shop.start(directory).awaitReady()) {
            inParallel(number -> assertThat(gateway.management()
                            .register(CardPayments.order(number), 100, "EUR")
                            .status())
                    .isEqualTo(201));
            AtomicInteger answers = new AtomicInteger();
            sendAll(gateway.providers(), acknowledged, () -> {
                if (answers.incrementAndGet() == MIDDLE) {
                    kill.accept(gateway.process());
                }
            });
        }
        return acknowledged;
    }

    private void sendAll(ProviderClient providers, Set<Integer> acknowledged, Runnable afterEach) throws Exception {
        inParallel(number -> {
            if (isAcknowledged(providers, number)) {
                acknowledged.add(number);
                afterEach.run();
            }
        });
    }

    private static boolean isAcknowledged(ProviderClient providers, int number) throws InterruptedException {
        try {
            return providers.smart2pay(CardPayments.notification(number)).status() == 204;
        } catch (IOException killed) {
            return false;
        }
    }

    private static void assertStoredOnceAndReconciled(ManagementClient management, Set<Integer> acknowledged)
            throws Exception {
        List<JsonObject> rows = management.notifications("account=" + Shop.cards(Shop.MERCHANT));
        Map<String, Long> stored =
                rows.stream().collect(Collectors.groupingBy(row -> row.getString("subject"), Collectors.counting()));
        assertThat(stored.values()).containsOnly(1L);
        assertThat(stored.keySet())
                .containsAll(acknowledged.stream().map(CardPayments::payment).toList());

        await().atMost(SOON)
                .untilAsserted(() ->
                        assertThat(management.notifications("state=waiting")).isEmpty());
        for (int number : acknowledged) {
            JsonObject order = management.order(CardPayments.order(number));
            assertThat(order.getString("status")).as(order.encode()).isEqualTo("authorized");
            assertThat(order.getLong("version")).as(order.encode()).isEqualTo(1);
            assertThat(order.getJsonArray("payments")).as(order.encode()).hasSize(1);
        }
        assertThat(management.openCases()).isEmpty();
    }

    private interface Step {
        void take(int number) throws Exception;
    }

    /** Takes the step for each number, over as many connections as there are threads. */
    private void inParallel(Step step) throws Exception {
        AtomicInteger next = new AtomicInteger();
        Callable<Void> worker = () -> {
            for (int number = next.getAndIncrement(); number < NOTIFICATIONS; number = next.getAndIncrement()) {
                step.take(number);
            }
            return null;
        };
        List<Callable<Void>> workers =
                IntStream.range(0, CONNECTIONS).mapToObj(index -> worker).toList();
        for (Future<Void> done : senders.invokeAll(workers)) {
            done.get();
        }
    }
}
