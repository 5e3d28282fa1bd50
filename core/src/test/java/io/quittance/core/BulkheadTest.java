package io.quittance.core;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.quittance.core.config.WhenBlocking;
import io.quittance.core.testing.FakeProvider;
import io.quittance.core.testing.PostgresTest;
import io.quittance.core.testing.TestDatabase;
import io.quittance.spi.Acknowledgement;
import io.quittance.spi.NotificationItem;
import io.quittance.spi.PaymentObservation;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.junit5.VertxExtension;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What one account's provider does, and what another account notices of it. */
@PostgresTest
@ExtendWith(VertxExtension.class)
final class BulkheadTest {

    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final int MORE_THAN_AN_ACCOUNTS_ROOM = 200;

    private final Promise<List<PaymentObservation>> never = Promise.promise();
    private volatile CountDownLatch latch = new CountDownLatch(0);
    private final FakeProvider storm = provider().parsing(inbound -> {
        if (inbound.body().toString().startsWith("block")) {
            block();
        }
        return List.of(NotificationItem.payment(
                inbound.body().toString(), inbound.body().toString(), "payment"));
    });
    private final FakeProvider quiet = provider();
    private TestDatabase store;
    private Vertx vertx;
    private TestingInstance instance;

    @BeforeEach
    void setUp(TestDatabase given, Vertx vertx) {
        this.store = given;
        this.vertx = vertx;
    }

    @AfterEach
    void tearDown() throws Exception {
        latch.countDown();
        never.tryComplete(List.of());
        instance.close();
    }

    @Test
    void shouldAnswerAndDecideWhileTheProviderOfAnotherAccountHangs() throws Exception {
        storm.reconciling(work -> never.future());
        start(WhenBlocking.WORKER);
        for (int one = 0; one < MORE_THAN_AN_ACCOUNTS_ROOM; one++) {
            assertThat(instance.post("storm", "n" + one)).isEqualTo(200);
        }

        assertThat(instance.post("quiet", "1")).isEqualTo(200);

        await().atMost(PATIENCE).until(() -> done("quiet") == 1);
        assertThat(done("storm")).isZero();
    }

    @Test
    void shouldAnswerOthersWhileAnAccountThatKeptBlockingBlocksItsWorker() throws Exception {
        start(WhenBlocking.WORKER);
        blockThreeTimes();

        CompletableFuture<Integer> blocked = postBlocking(4);

        for (int one = 0; one < 5; one++) {
            assertThat(instance.post("quiet", "n" + one)).isEqualTo(200);
        }
        assertThat(blocked).isNotDone();
        assertThat(instance.blocks()).as("no event loop was blocked again").isEqualTo(3);
        latch.countDown();
        assertThat(blocked.get(60, SECONDS)).isIn(200, 503);
        await().atMost(PATIENCE).until(() -> done("quiet") == 5 && done("storm") >= 3);
    }

    @Test
    void shouldTakeNothingInQuarantineAndLoseNothing() throws Exception {
        start(WhenBlocking.QUARANTINE);
        blockThreeTimes();

        assertThat(instance.post("storm", "late")).isEqualTo(503);
        assertThat(instance.post("quiet", "1")).isEqualTo(200);

        instance.change(Map.of("storm", provider(), "quiet", provider()));
        assertThat(instance.post("storm", "late")).isEqualTo(200);
        await().atMost(PATIENCE).until(() -> done("storm") == 4);
    }

    private void start(WhenBlocking policy) throws Exception {
        instance = TestingInstance.start(vertx, store, Map.of("storm", storm, "quiet", quiet), policy);
    }

    private void blockThreeTimes() throws Exception {
        for (int time = 1; time <= 3; time++) {
            CompletableFuture<Integer> blocked = postBlocking(time);
            int expected = time;
            await().atMost(PATIENCE).until(() -> instance.blocks() == expected);
            latch.countDown();
            assertThat(blocked.get(60, SECONDS)).isEqualTo(200);
        }
    }

    private CompletableFuture<Integer> postBlocking(int number) {
        latch = new CountDownLatch(1);
        return CompletableFuture.supplyAsync(() -> instance.post("storm", "block" + number));
    }

    private void block() {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private long done(String account) {
        return store.query("select from notification_item where account_id = ? and state = 'done'", account)
                .size();
    }

    private static FakeProvider provider() {
        return new FakeProvider()
                .parsing(inbound -> List.of(NotificationItem.payment(
                        inbound.body().toString(), inbound.body().toString(), "payment")))
                .acknowledging(outcome -> Acknowledgement.standard(outcome, 200))
                .reconciling(work -> Future.succeededFuture(List.of()));
    }
}
