package io.quittance.distribution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
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
    private static final int MIDDLE = 3;
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
        GatewayProcess.killPostgres(directory);
    }

    @Test
    void shouldKeepWhatItAcknowledgedBeforeItWasKilled() throws Exception {
        try (TestStore store = TestStore.chosen()) {
            assertNothingIsLost(Shop.with(store), 2_000, GatewayProcess::kill);
        }
    }

    @Test
    void shouldKeepWhatItAcknowledgedBeforeItWasKilledWithItsPostgres() throws Exception {
        assertNothingIsLost(Shop.with(TestStore.embedded()), 500, GatewayProcess::killWithPostgres);
    }

    private void assertNothingIsLost(Shop shop, int notifications, Consumer<GatewayProcess> kill) throws Exception {
        List<Integer> all = IntStream.range(0, notifications).boxed().toList();
        Set<Integer> acknowledged = sendUntilKilled(shop, all, kill);
        assertThat(acknowledged).hasSizeBetween(notifications / MIDDLE, notifications - 1);

        try (RunningShop gateway = shop.start(directory).awaitReady()) {
            assertStoredOnceAndReconciled(gateway.management(), acknowledged);

            assertThat(send(gateway.providers(), all, () -> {})).hasSize(notifications);
            List<Integer> others = all.stream()
                    .filter(number -> !acknowledged.contains(number))
                    .toList();
            assertStoredOnceAndReconciled(gateway.management(), others);
        }
    }

    /** Gives the numbers of the notifications that were acknowledged. */
    private Set<Integer> sendUntilKilled(Shop shop, List<Integer> numbers, Consumer<GatewayProcess> kill)
            throws Exception {
        try (RunningShop gateway = shop.start(directory).awaitReady()) {
            ManagementClient management = gateway.management();
            inParallel(
                    numbers,
                    number -> assertThat(management
                                    .register(CardPayments.order(number), 100, "EUR")
                                    .status())
                            .isEqualTo(201));
            AtomicInteger answers = new AtomicInteger();
            return send(gateway.providers(), numbers, () -> {
                if (answers.incrementAndGet() == numbers.size() / MIDDLE) {
                    kill.accept(gateway.process());
                }
            });
        }
    }

    private Set<Integer> send(ProviderClient providers, List<Integer> numbers, Runnable afterEach) throws Exception {
        Set<Integer> acknowledged = ConcurrentHashMap.newKeySet();
        inParallel(numbers, number -> {
            if (isAcknowledged(providers, number)) {
                acknowledged.add(number);
                afterEach.run();
            }
        });
        return acknowledged;
    }

    private static boolean isAcknowledged(ProviderClient providers, int number) throws InterruptedException {
        try {
            return providers.smart2pay(CardPayments.notification(number)).status() == 204;
        } catch (IOException killed) {
            return false;
        }
    }

    private void assertStoredOnceAndReconciled(ManagementClient management, Collection<Integer> numbers)
            throws Exception {
        Map<String, Long> stored = management.notifications("account=" + Shop.cards(Shop.MERCHANT)).stream()
                .collect(Collectors.groupingBy(row -> row.getString("subject"), Collectors.counting()));
        assertThat(stored.values()).containsOnly(1L);
        assertThat(stored.keySet())
                .containsAll(numbers.stream().map(CardPayments::payment).toList());

        await().atMost(SOON)
                .untilAsserted(() ->
                        assertThat(management.notifications("state=waiting")).isEmpty());
        inParallel(numbers, number -> {
            JsonObject order = management.order(CardPayments.order(number));
            assertThat(order.getString("status")).as(order.encode()).isEqualTo("authorized");
            assertThat(order.getLong("version")).as(order.encode()).isEqualTo(1);
            assertThat(order.getJsonArray("payments")).as(order.encode()).hasSize(1);
        });
        assertThat(management.openCases()).isEmpty();
    }

    private interface Step {
        void take(int number) throws Exception;
    }

    /** Takes the step for each number, over as many connections as there are threads. */
    private void inParallel(Collection<Integer> numbers, Step step) throws Exception {
        Queue<Integer> left = new ConcurrentLinkedQueue<>(numbers);
        Callable<Void> worker = () -> {
            for (Integer number = left.poll(); number != null; number = left.poll()) {
                step.take(number);
            }
            return null;
        };
        for (Future<Void> done : senders.invokeAll(Collections.nCopies(CONNECTIONS, worker))) {
            done.get();
        }
    }
}
