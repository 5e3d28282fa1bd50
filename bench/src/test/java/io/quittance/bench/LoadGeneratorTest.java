package io.quittance.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LoadGeneratorTest {

    private static final int STALL_MILLIS = 500;

    private final Vertx vertx = Vertx.vertx();
    private final AtomicInteger requests = new AtomicInteger();
    private final Set<String> bodies = ConcurrentHashMap.newKeySet();
    private final LoadGenerator generator = new LoadGenerator(new AtomicLong());

    @AfterEach
    void close() {
        generator.close();
        vertx.close().await();
    }

    @Test
    void shouldSendAnotherNotificationEachTimeAndCountWhatIsAcknowledged() {
        URI server = serve(request -> answer(request, 204));

        Load load = generator.closedLoop(List.of(server), 4, Duration.ofMillis(300));

        assertThat(load.acknowledged()).isPositive().isEqualTo(requests.get()).isEqualTo(bodies.size());
        assertThat(load.counted()).isLessThanOrEqualTo(load.acknowledged());
        assertThat(load.refused()).isZero();
    }

    @Test
    void shouldCountWhatIsRefused() {
        URI server = serve(request -> answer(request, requests.get() % 2 == 1 ? 503 : 204));

        Load load = generator.closedLoop(List.of(server), 1, Duration.ofMillis(300));

        assertThat(load.refused()).isPositive();
        assertThat(load.refused() + load.acknowledged()).isEqualTo(requests.get());
    }

    @Test
    void shouldSendAtTheRateWhateverTheAnswersTake() {
        URI server = serve(request -> answer(request, 204));

        Load load = generator.openLoop(server, 2, 200, Duration.ofMillis(500));

        assertThat(load.acknowledged()).isEqualTo(100);
    }

    /** Whoever measures from when a request is sent sees one slow answer; those that were due meanwhile waited as well. */
    @Test
    void shouldCountTheWaitOfAllThatWereDueWhileTheServerStalled() {
        URI server = serve(request -> {
            if (requests.get() == 20) {
                vertx.setTimer(STALL_MILLIS, over -> answer(request, 204));
            } else {
                answer(request, 204);
            }
        });

        Load load = generator.openLoop(server, 1, 100, Duration.ofSeconds(1));

        assertThat(load.acknowledged()).isEqualTo(100);
        assertThat(load.percentileMillis(99)).isGreaterThan(STALL_MILLIS * 0.9);
        assertThat(load.latency()
                        .getCountBetweenValues(
                                TimeUnit.MILLISECONDS.toMicros(STALL_MILLIS / 5),
                                load.latency().getMaxValue()))
                .as("those that were due in the first four fifths of the stall")
                .isGreaterThanOrEqualTo(35);
    }

    @Test
    void shouldNotTakeALostConnectionForAnAnswer() {
        URI server = serve(request -> request.connection().close());

        assertThatThrownBy(() -> generator.closedLoop(List.of(server), 1, Duration.ofMillis(100)))
                .hasMessageContaining("closed a connection");
    }

    private interface Answering {
        void answer(HttpServerRequest request);
    }

    private URI serve(Answering answering) {
        int port = vertx.createHttpServer()
                .requestHandler(request -> request.body().onSuccess(body -> {
                    requests.incrementAndGet();
                    bodies.add(body.toString());
                    answering.answer(request);
                }))
                .listen(0, "127.0.0.1")
                .await()
                .actualPort();
        return URI.create("http://127.0.0.1:" + port);
    }

    private static void answer(HttpServerRequest request, int status) {
        request.response().setStatusCode(status).end();
    }
}
