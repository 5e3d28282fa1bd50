package io.quittance.core.intake;

import static org.assertj.core.api.Assertions.assertThat;

import io.quittance.core.store.NotificationAnswer;
import io.quittance.core.telemetry.GatewayMetrics;
import io.quittance.spi.IntakeOutcome;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class AnswerLogTest {

    private static final int BATCH = 1_000;

    private final GatewayMetrics metrics = new GatewayMetrics();
    private final List<List<NotificationAnswer>> batches = new ArrayList<>();
    private final List<Promise<Void>> writes = new ArrayList<>();
    private final AnswerLog answers = new AnswerLog(this::write, metrics, 3 * BATCH);

    @AfterEach
    void close() {
        metrics.close();
    }

    @Test
    void shouldGatherUntilItIsAskedToKeep() {
        note(3);
        assertThat(batches).isEmpty();

        answers.keep();

        assertThat(batches).singleElement().satisfies(batch -> assertThat(batch).hasSize(3));
    }

    @Test
    void shouldKeepManyAtOnceAndOneBatchAtATime() {
        note(BATCH + 5);
        assertThat(batches).singleElement().satisfies(batch -> assertThat(batch).hasSize(BATCH));

        answers.keep();
        assertThat(batches).as("while one is under way").hasSize(1);

        note(BATCH);
        writes.get(0).complete();
        assertThat(batches).hasSize(2);
        assertThat(batches.get(1)).hasSize(BATCH);
    }

    @Test
    void shouldDropAndCountWhatTheStoreDoesNotTake() {
        note(3);
        answers.keep();
        writes.get(0).fail("away");

        assertThat(metrics.scrape()).contains("quittance_answers_dropped_total 3.0");
        note(2);
        answers.keep();
        assertThat(batches.get(1)).as("the store is tried again").hasSize(2);
    }

    @Test
    void shouldDropAndCountWhatIsTooMuch() {
        note(5 * BATCH);

        assertThat(metrics.scrape()).contains("quittance_answers_dropped_total 1000.0");
    }

    @Test
    void shouldKeepTheRestWhenItCloses() {
        note(BATCH + 7);
        Future<Void> closed = answers.close();
        assertThat(closed.isComplete()).isFalse();

        writes.get(0).complete();
        writes.get(1).complete();

        assertThat(closed.succeeded()).isTrue();
        assertThat(batches.get(1)).hasSize(7);
    }

    private void note(int count) {
        IntStream.range(0, count)
                .mapToObj(number -> new NotificationAnswer(
                        "shop", UUID.randomUUID(), Instant.EPOCH, IntakeOutcome.ACCEPTED, 204, Duration.ofMillis(3)))
                .forEach(answers::note);
    }

    private Future<Void> write(List<NotificationAnswer> batch) {
        batches.add(batch);
        Promise<Void> written = Promise.promise();
        writes.add(written);
        return written.future();
    }
}
