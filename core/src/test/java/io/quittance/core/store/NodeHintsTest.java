package io.quittance.core.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.awaitility.Awaitility.await;

import io.quittance.core.testing.PostgresTest;
import io.quittance.core.testing.TestDatabase;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.junit5.VertxExtension;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@PostgresTest
@ExtendWith(VertxExtension.class)
final class NodeHintsTest {

    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private final AtomicInteger heard = new AtomicInteger();
    private TestDatabase store;
    private NodeHints speaker;
    private NodeHints listener;

    @BeforeEach
    void setUp(TestDatabase given, Vertx vertx) {
        store = given;
        speaker = new NodeHints(vertx, given.runner());
        listener = new NodeHints(vertx, given.runner());
    }

    @Test
    void shouldTellOtherNodesThatThereIsWork() throws Exception {
        start();

        speaker.hint();

        await().atMost(PATIENCE).until(() -> heard.get() == 1);
    }

    @Test
    void shouldMakeOneHintOfMany() throws Exception {
        start();

        for (int i = 0; i < 1_000; i++) {
            speaker.hint();
        }
        await().atMost(PATIENCE).until(() -> heard.get() > 0);
        speaker.hint();
        await().atMost(PATIENCE).until(() -> heard.get() > 1);

        assertThat(heard).hasValueLessThan(10);
    }

    @Test
    void shouldHearAgainWhenTheConnectionIsBack() throws Exception {
        start();

        store.execute("select pg_terminate_backend(pid) from pg_stat_activity"
                + " where datname = current_database() and pid <> pg_backend_pid()");

        await().atMost(PATIENCE).until(() -> {
            speaker.hint();
            return heard.get() > 0;
        });
    }

    @Test
    void shouldNotMindHintsBeforeTheStartAndAfterTheEnd() throws Exception {
        assertThatCode(speaker::hint).doesNotThrowAnyException();
        assertThat(result(speaker.close())).isNull();

        start();
        result(listener.close());

        assertThatCode(listener::hint).doesNotThrowAnyException();
    }

    @Test
    void shouldFailToStartWithoutAStore(Vertx vertx) {
        NodeHints nowhere = new NodeHints(vertx, store.address().withDatabase("nowhere"));

        Future<Void> started = nowhere.start(heard::incrementAndGet);

        await().atMost(PATIENCE).until(started::isComplete);
        assertThat(started.failed()).isTrue();
    }

    private void start() throws TimeoutException {
        result(speaker.start(() -> {}));
        result(listener.start(heard::incrementAndGet));
    }

    private static <T> T result(Future<T> future) throws TimeoutException {
        return future.await(1, TimeUnit.MINUTES);
    }
}
