package io.quittance.distribution;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** However much a provider, or a stranger in its name, posts: its API is asked no more than is needed and allowed. */
@EndToEndTest
class CallBudgetIT {
    private static final Duration SOON = Duration.ofSeconds(60);
    private static final int STRANGERS_BURST = 50;
    private static final int STRANGERS_PER_SECOND = 25;

    private SecuconnectStandIn secuconnect;
    private TestStore store;
    private RunningShop gateway;
    private ExecutorService senders;

    @BeforeEach
    void start(@TempDir Path directory) throws Exception {
        senders = Executors.newFixedThreadPool(8);
        secuconnect = SecuconnectStandIn.start();
        store = TestStore.chosen();
        gateway = Shop.with(store, secuconnect.address()).start(directory).awaitReady();
    }

    @AfterEach
    void stop() throws Exception {
        gateway.close();
        store.close();
        secuconnect.close();
        senders.shutdownNow();
    }

    @Test
    void shouldReadAPaymentAtMostTwiceHoweverOftenItIsPushedMeanwhile() throws Exception {
        ManagementClient management = gateway.management();
        management.register(SecuconnectStandIn.ORDER, SecuconnectStandIn.AMOUNT, SecuconnectStandIn.CURRENCY);
        CountDownLatch answer = secuconnect.hold();

        List<Integer> answers = post(50, event -> push("evt_" + event, Seeds.PAID_PAYMENT));
        await().atMost(SOON).until(() -> secuconnect.reads() > 0);
        answer.countDown();

        assertThat(answers).containsOnly(200);
        await().atMost(SOON)
                .untilAsserted(
                        () -> assertThat(management.notifications("state=done")).hasSize(50));
        assertThat(management.orderStatus(SecuconnectStandIn.ORDER)).isEqualTo("paid");
        assertThat(secuconnect.reads()).isLessThanOrEqualTo(2);
    }

    @Test
    void shouldStayWithinTheBudgetForStrangersWhenAThousandPushesAreForged() throws Exception {
        Instant began = Instant.now();

        post(1_000, event -> push("evt_" + event, SecuconnectStandIn.FORGED + event));
        await().atMost(SOON.multipliedBy(2))
                .until(() -> gateway.management().notifications("state=waiting").isEmpty());

        List<Instant> calls = secuconnect.calls();
        long seconds = Duration.between(began, calls.get(calls.size() - 1)).toSeconds() + 1;
        assertThat(calls).hasSizeLessThanOrEqualTo((int) (1 + STRANGERS_BURST + STRANGERS_PER_SECOND * seconds));
        assertThat(gateway.management().openCases()).isEmpty();
    }

    /** Posts pushes, each until it is taken, and gives the answers. */
    private List<Integer> post(int count, IntFunction<byte[]> push) throws Exception {
        ProviderClient provider = gateway.providers();
        List<Callable<Integer>> posts = IntStream.range(0, count)
                .<Callable<Integer>>mapToObj(event -> () -> await().atMost(SOON)
                        .until(() -> provider.secuconnect(push.apply(event)).status(), status -> status != 503))
                .toList();
        List<Integer> answers = new ArrayList<>();
        for (Future<Integer> answer : senders.invokeAll(posts)) {
            answers.add(answer.get());
        }
        return answers;
    }

    private static byte[] push(String event, String payment) {
        return new String(Seeds.PUSH, UTF_8)
                .replaceFirst("evt_[0-9a-f]+", event)
                .replace(Seeds.PAID_PAYMENT, payment)
                .getBytes(UTF_8);
    }
}
