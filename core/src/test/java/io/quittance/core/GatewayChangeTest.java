package io.quittance.core;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.quittance.core.config.ConfigurationException;
import io.quittance.core.http.RollbackException;
import io.quittance.core.plugin.TestingAccounts;
import io.quittance.core.testing.FakeProvider;
import io.quittance.core.testing.PostgresTest;
import io.quittance.core.testing.TestDatabase;
import io.quittance.spi.Acknowledgement;
import io.quittance.spi.NotificationItem;
import io.quittance.spi.PaymentObservation;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.junit5.VertxExtension;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.ref.WeakReference;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A gateway that goes over to another configuration while it is being used. */
@PostgresTest
@ExtendWith(VertxExtension.class)
final class GatewayChangeTest {

    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final int CHANGES = 100;
    private static final int ROLLBACK_EVERY = 7;
    private static final int SENDERS = 2;

    private TestDatabase store;
    private WeakReference<FakeProvider> first;
    private TestingInstance instance;

    @BeforeEach
    void setUp(TestDatabase given, Vertx vertx) throws Exception {
        store = given;
        FakeProvider provider = provider(200);
        first = new WeakReference<>(provider);
        instance = TestingInstance.start(vertx, given, Map.of("shop", provider));
    }

    @AfterEach
    void tearDown() throws Exception {
        instance.close();
    }

    @Test
    void shouldAnswerByWhatIsInForce() throws Exception {
        FakeProvider other = provider(202);

        instance.change(Map.of("shop", provider(201), "other", other));

        assertThat(instance.post("shop", "1")).isEqualTo(201);
        assertThat(instance.post("other", "1")).isEqualTo(202);

        instance.change(Map.of("shop", provider(200)));

        assertThat(instance.post("shop", "2")).isEqualTo(200);
        assertThat(instance.post("other", "2")).isEqualTo(404);
        await().atMost(PATIENCE).until(other::isClosed);
    }

    @Test
    void shouldLoseAndMisanswerNothingInAHundredChangesUnderLoad() throws Exception {
        Queue<Integer> answers = new ConcurrentLinkedQueue<>();
        AtomicBoolean over = new AtomicBoolean();
        CountDownLatch sending = new CountDownLatch(SENDERS);
        List<Thread> senders = IntStream.range(0, SENDERS)
                .mapToObj(sender -> new Thread(() -> {
                    for (int i = 0; !over.get(); i++) {
                        answers.add(instance.post("shop", sender + "-" + i));
                        sending.countDown();
                    }
                }))
                .toList();
        senders.forEach(Thread::start);
        sending.await();
        List<FakeProvider> providers = new ArrayList<>();

        for (int i = 0; i < CHANGES; i++) {
            FakeProvider next = provider(200 + i % 2);
            providers.add(next);
            instance.change(Map.of("shop", next));
            if (i % ROLLBACK_EVERY == 0) {
                instance.rollBack();
                instance.rollBack();
            }
        }
        over.set(true);
        for (Thread sender : senders) {
            sender.join(PATIENCE.toMillis());
        }

        assertThat(answers).isNotEmpty().allMatch(code -> code == 200 || code == 201);
        assertThat(store.query("select 1 as one from notification")).hasSameSizeAs(answers);
        await().atMost(PATIENCE)
                .until(() -> store.query("select 1 as one from notification_item where state <> 'done'")
                        .isEmpty());
        FakeProvider last = providers.remove(CHANGES - 1);
        await().atMost(PATIENCE).until(() -> providers.stream().allMatch(FakeProvider::isClosed));
        assertThat(last.isClosed()).isFalse();
    }

    @Test
    void shouldKeepAnAccountForTheRequestThatHasBegunWithIt() throws Exception {
        FakeProvider before = provider(202);
        instance.change(Map.of("shop", before));
        try (Socket socket = new Socket("127.0.0.1", instance.intakePort())) {
            OutputStream out = socket.getOutputStream();
            out.write("POST /shop HTTP/1.1\r\nHost: x\r\nContent-Length: 2\r\nConnection: close\r\n\r\n4"
                    .getBytes(UTF_8));
            out.flush();
            await().atMost(PATIENCE).until(() -> instance.post("shop", "5") == 202);

            instance.change(Map.of("shop", provider(201)));
            assertThat(instance.post("shop", "6")).isEqualTo(201);
            assertThat(before.isClosed()).isFalse();
            out.write("2".getBytes(UTF_8));
            out.flush();

            InputStream in = socket.getInputStream();
            assertThat(new String(in.readAllBytes(), UTF_8)).startsWith("HTTP/1.1 202 ");
        }
        await().atMost(PATIENCE).until(before::isClosed);
    }

    @Test
    void shouldFinishWithTheOldPluginWhatItBegan() throws Exception {
        Promise<List<PaymentObservation>> read = Promise.promise();
        FakeProvider before = provider(200).reconciling(work -> read.future());
        FakeProvider after = provider(200);
        instance.change(Map.of("shop", before));
        instance.post("shop", "1");
        await().atMost(PATIENCE).until(() -> !before.asked().isEmpty());

        instance.change(Map.of("shop", after));
        assertThat(before.isClosed()).isFalse();
        read.complete(List.of());

        await().atMost(PATIENCE).until(before::isClosed);
        assertThat(store.query("select state from notification_item"))
                .extracting(row -> row.get("state"))
                .containsExactly("done");
        assertThat(after.asked()).isEmpty();
    }

    @Test
    void shouldRefuseWhatIsWrongWholeAndGoOn() throws Exception {
        assertThatThrownBy(() -> instance.change(
                        TestingAccounts.plugins(Map.of("shop", provider(201))),
                        Map.of("shop", "testing", "new", "nobody")))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("/accounts/0/provider")
                .hasMessageContaining("no plugin offers the provider \"nobody\"");

        assertThat(instance.post("shop", "1")).isEqualTo(200);
        assertThat(instance.post("new", "1")).isEqualTo(404);
    }

    @Test
    void shouldGoBackAndForward() throws Exception {
        instance.change(Map.of("shop", provider(201)));
        instance.change(Map.of("shop", provider(202), "other", provider(202)));

        JsonObject back = instance.rollBack();

        assertThat(instance.post("shop", "1")).isEqualTo(201);
        assertThat(instance.post("other", "1")).isEqualTo(404);
        assertThat(back.getBoolean("asInFiles")).isFalse();
        assertThat(back.getJsonObject("configuration").getJsonArray("accounts")).hasSize(1);

        JsonObject forward = instance.rollBack();

        assertThat(instance.post("shop", "2")).isEqualTo(202);
        assertThat(instance.post("other", "2")).isEqualTo(202);
        assertThat(forward.getBoolean("asInFiles")).isTrue();
    }

    @Test
    void shouldTakeTheNextChangeAfterGoingBack() throws Exception {
        instance.change(Map.of("shop", provider(201)));
        instance.change(Map.of("shop", provider(202)));
        instance.rollBack();

        instance.change(Map.of("shop", provider(203)));
        assertThat(instance.post("shop", "1")).isEqualTo(203);

        instance.rollBack();
        assertThat(instance.post("shop", "2")).as("what was in force before").isEqualTo(201);
    }

    @Test
    void shouldNotGoBackBeforeTheStart() throws Exception {
        assertThatThrownBy(instance::rollBack)
                .isInstanceOf(RollbackException.class)
                .hasMessageContaining("no configuration to go back to");
        assertThat(instance.post("shop", "1")).isEqualTo(200);
    }

    @Test
    void shouldFinishWhatWasBegunBeforeGoingBack() throws Exception {
        Promise<List<PaymentObservation>> read = Promise.promise();
        FakeProvider bad = provider(200).reconciling(work -> read.future());
        instance.change(Map.of("shop", bad));
        instance.post("shop", "1");
        await().atMost(PATIENCE).until(() -> !bad.asked().isEmpty());

        instance.rollBack();
        assertThat(bad.isClosed()).isFalse();
        read.complete(List.of());

        await().atMost(PATIENCE).until(bad::isClosed);
        assertThat(store.query("select state from notification_item"))
                .extracting(row -> row.get("state"))
                .containsExactly("done");
    }

    @Test
    void shouldKeepNothingOfWhatIsReplaced() throws Exception {
        WeakReference<FakeProvider> before = replaced();

        await().atMost(PATIENCE).pollInterval(100, TimeUnit.MILLISECONDS).until(() -> {
            System.gc();
            return before.get() == null && first.get() == null;
        });
    }

    /** Apart, so that the reference is on no stack afterwards. */
    private WeakReference<FakeProvider> replaced() throws Exception {
        FakeProvider provider = provider(202);
        instance.change(Map.of("shop", provider));
        assertThat(instance.post("shop", "1")).isEqualTo(202);
        instance.change(Map.of("shop", provider(200)));
        instance.change(Map.of("shop", provider(201)));
        await().atMost(PATIENCE).until(provider::isClosed);
        return new WeakReference<>(provider);
    }

    private static FakeProvider provider(int success) {
        return new FakeProvider()
                .parsing(inbound -> List.of(NotificationItem.payment(
                        inbound.body().toString(), inbound.body().toString(), "payment")))
                .acknowledging(outcome -> Acknowledgement.standard(outcome, success))
                .reconciling(work -> Future.succeededFuture(List.of()));
    }
}
