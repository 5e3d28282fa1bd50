package io.quittance.core.delivery;

import static io.quittance.core.delivery.DeliveryFixture.MERCHANT;
import static io.quittance.core.delivery.DeliveryFixture.SECRET;
import static io.quittance.core.delivery.DeliveryFixture.endpoint;
import static io.quittance.core.delivery.DeliveryFixture.fast;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.quittance.core.config.EndpointConfig;
import io.quittance.core.delivery.Shop.Told;
import io.quittance.core.plugin.SettableClock;
import io.quittance.core.store.DeliveryOutcome;
import io.quittance.core.store.DeliveryState;
import io.quittance.core.store.DeliveryStore;
import io.quittance.core.store.DeliveryWork;
import io.quittance.core.store.EndpointKey;
import io.quittance.core.testing.PostgresTest;
import io.quittance.core.testing.TestDatabase;
import io.quittance.core.trace.Traceparent;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonArray;
import io.vertx.junit5.VertxExtension;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.core.ThrowingRunnable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@PostgresTest
@ExtendWith(VertxExtension.class)
class WebhookDispatcherTest {

    private static final EndpointKey KEY = new EndpointKey(MERCHANT, "shop");

    private final SettableClock clock = new SettableClock();
    private DeliveryFixture fixture;
    private Shop shop;

    @BeforeEach
    void start(Vertx vertx, TestDatabase store) throws Exception {
        fixture = new DeliveryFixture(vertx, store);
        shop = Shop.open(vertx);
        fixture.register(endpoint(shop));
    }

    @Test
    void shouldTellTheMerchantWithASignature() throws Exception {
        UUID id = fixture.event("10482", 1);

        fixture.start(clock, endpoint(shop));

        eventually(() -> assertThat(fixture.states("10482")).containsExactly("delivered"));
        Told told = shop.told().get(0);
        assertThat(told.path()).isEqualTo("/hooks");
        assertThat(told.headers())
                .containsEntry("Content-Type", "application/json")
                .containsEntry("webhook-id", id.toString())
                .containsEntry(
                        "webhook-timestamp", Long.toString(clock.instant().getEpochSecond()))
                .containsEntry(
                        "webhook-signature", WebhookSignature.of(SECRET, id.toString(), clock.instant(), told.body()));
        assertThat(told.reference()).isEqualTo("10482");
        assertThat(fixture.metrics.scrape())
                .contains("quittance_deliveries_total{endpoint=\"shop\",outcome=\"delivered\"} 1.0");
    }

    @Test
    void shouldGoOnWithTheTraceOfTheEventAtEachAttempt() throws Exception {
        Traceparent decision = new Traceparent("a".repeat(32), "1".repeat(16));
        fixture.event("10482", 1);
        fixture.trace("10482", decision);
        AtomicInteger asked = new AtomicInteger();
        shop.answers((told, request) -> request.response()
                .setStatusCode(asked.incrementAndGet() == 1 ? 500 : 204)
                .end());

        fixture.start(fast(100), endpoint(shop));

        eventually(() -> assertThat(fixture.states("10482")).containsExactly("delivered"));
        List<SpanData> attempts = fixture.traces.spans();
        assertThat(attempts).hasSize(2).allSatisfy(attempt -> {
            assertThat(attempt.getTraceId()).isEqualTo(decision.traceId());
            assertThat(attempt.getParentSpanId()).isEqualTo(decision.spanId());
        });
        assertThat(attempts)
                .extracting(attempt -> attempt.getStatus().getStatusCode())
                .containsExactly(StatusCode.ERROR, StatusCode.UNSET);
        assertThat(shop.told())
                .extracting(told -> told.headers().get("traceparent"))
                .containsExactlyElementsOf(attempts.stream()
                        .map(attempt -> new Traceparent(attempt.getTraceId(), attempt.getSpanId()).toString())
                        .toList());
    }

    @Test
    void shouldTellNothingOfTracesOfAnEventThatIsNotTraced() throws Exception {
        fixture.event("10482", 1);

        fixture.start(clock, endpoint(shop));

        eventually(() -> assertThat(fixture.states("10482")).containsExactly("delivered"));
        assertThat(shop.told().get(0).headers()).doesNotContainKey("traceparent");
        assertThat(fixture.traces.spans()).isEmpty();
    }

    @Test
    void shouldBeginWithTheEventsAfterTheEndpointIsNew() throws Exception {
        fixture.event("old", 1);
        fixture.plan(clock, endpoint(shop));
        fixture.event("old", 2);

        fixture.start(clock, endpoint(shop), endpoint("new", "http://127.0.0.1:" + shop.port() + "/new"));
        eventually(() -> assertThat(fixture.states("old")).containsExactly("delivered", "delivered"));
        fixture.event("young", 1);

        eventually(() -> assertThat(fixture.states("young")).containsExactly("delivered", "delivered"));
        assertThat(fixture.states("old")).hasSize(2);
    }

    @Test
    void shouldKeepEachOrderInOrderThoughAThirdOfTheAttemptsFail() throws Exception {
        Random random = new Random(7);
        Map<String, Long> taken = new HashMap<>();
        shop.answers((told, request) -> {
            synchronized (taken) {
                boolean fails = random.nextInt(3) == 0;
                if (!fails) {
                    assertThat(taken.merge(told.reference(), 1L, Long::sum)).isEqualTo(told.version());
                }
                request.response().setStatusCode(fails ? 500 : 200).end();
            }
        });
        fill(20, 5);

        Clock fast = fast(1000);
        fixture.start(fast, endpoint(shop));
        fixture.start(fast, endpoint(shop));

        eventually(() -> assertThat(fixture.count("delivered")).isEqualTo(100));
        assertThat(taken.values()).hasSize(20).containsOnly(5L);
    }

    @Test
    void shouldDeliverDifferentOrdersAtTheSameTime() throws Exception {
        List<HttpServerRequest> open = new ArrayList<>();
        shop.answers((told, request) -> {
            open.add(request);
            if (open.size() == 10) {
                open.forEach(one -> one.response().end());
            }
        });
        fill(10, 1);

        fixture.start(clock, endpoint(shop));

        eventually(() -> assertThat(fixture.count("delivered")).isEqualTo(10));
    }

    @Test
    void shouldEndExactlyRightForWhoKeepsTheLastVersionThoughDeliveriesRepeat() throws Exception {
        Random random = new Random(7);
        Map<String, Long> kept = new HashMap<>();
        shop.answers((told, request) -> {
            synchronized (kept) {
                kept.merge(told.reference(), told.version(), Math::max);
                if (random.nextInt(3) == 0) {
                    request.connection().close(); // It took the event, and the gateway cannot know.
                } else {
                    request.response().setStatusCode(204).end();
                }
            }
        });
        fill(10, 5);

        fixture.start(fast(1000), endpoint(shop));

        eventually(() -> assertThat(fixture.count("delivered")).isEqualTo(50));
        assertThat(kept.values()).hasSize(10).containsOnly(5L);
        assertThat(shop.told().size()).as("some came twice").isGreaterThan(50);
    }

    @Test
    void shouldTakeOverFromANodeThatDied() throws Exception {
        fixture.event("10482", 1);
        fixture.plan(clock, endpoint(shop));
        DeliveryStore dead = fixture.deliveries(UUID.randomUUID());
        List<DeliveryWork> claimed =
                dead.claim(Map.of(KEY, 16), clock.instant()).await(30, SECONDS);
        assertThat(claimed).hasSize(1);
        fixture.start(clock, endpoint(shop));
        fixture.event("other", 1);
        eventually(() -> assertThat(fixture.states("other")).containsExactly("delivered"));
        assertThat(fixture.states("10482")).as("while the lease holds").containsExactly("pending");

        fixture.endLeases();

        eventually(() -> assertThat(fixture.states("10482")).containsExactly("delivered"));
        DeliveryOutcome late = new DeliveryOutcome(
                claimed.get(0), DeliveryState.DEAD, clock.instant(), null, 500, "too late", new JsonArray());
        dead.record(List.of(late), clock.instant()).await(30, SECONDS);
        assertThat(fixture.states("10482")).as("the dead node comes back").containsExactly("delivered");
    }

    @Test
    void shouldSendOneProbeAtATimeToAnEndpointThatFails() throws Exception {
        shop.answers(Shop.answering(500));
        fill(50, 1);
        fixture.start(clock, endpoint(shop));
        eventually(() -> assertThat(fixture.count("retrying")).isBetween(5L, 20L));
        eventually(() -> assertThat(fixture.underWay()).isZero());
        assertThat(fixture.attempts()).isEqualTo(shop.told().size());
        int before = shop.told().size();
        shop.mostAtOnce();

        for (int probe = 1; probe <= 3; probe++) {
            clock.advance(Circuit.PAUSE);
            int expected = before + probe;
            // The pause begins when an attempt ends, not when the shop is told.
            eventually(() -> assertThat(fixture.attempts()).isEqualTo(expected));
            assertThat(shop.told()).hasSize(expected);
        }
        assertThat(shop.mostAtOnce()).isEqualTo(1);

        shop.answers(Shop.answering(200));
        eventually(() -> {
            clock.advance(Duration.ofSeconds(10));
            assertThat(fixture.count("delivered")).isEqualTo(50);
        });
    }

    @Test
    void shouldGiveUpAfterThreeDaysAndGoOnWithTheOrder() throws Exception {
        shop.answers((told, request) -> request.response()
                .setStatusCode(told.version() == 1 ? 503 : 200)
                .end());
        fixture.event("10482", 1);
        fixture.event("10482", 2);
        Instant begin = clock.instant();
        fixture.start(clock, endpoint(shop));
        eventually(() -> assertThat(fixture.states("10482")).containsExactly("retrying", "pending"));

        eventually(() -> {
            clock.advance(Duration.ofMinutes(30));
            assertThat(fixture.states("10482")).containsExactly("dead", "delivered");
        });

        assertThat(clock.instant()).isAfter(begin.plus(DeliverySchedule.SPAN));
        assertThat(shop.told().stream().map(Told::body).distinct())
                .as("the same bytes each time")
                .hasSize(2);
        assertThat(fixture.first("last_error", "10482")).isEqualTo("the answer was 503");
        assertThat(new JsonArray(fixture.first("log::text", "10482"))).hasSize(10);
    }

    @Test
    void shouldTryAgainWithinFiveSeconds() throws Exception {
        shop.answers((told, request) -> request.response()
                .setStatusCode(shop.told().size() == 1 ? 500 : 200)
                .end());
        fixture.event("10482", 1);
        fixture.start(clock, endpoint(shop));
        eventually(() -> assertThat(fixture.states("10482")).containsExactly("retrying"));

        clock.advance(Duration.ofSeconds(4));

        eventually(() -> assertThat(fixture.states("10482")).containsExactly("delivered"));
    }

    @Test
    void shouldNotLetAFailingEndpointHoldUpAnother() throws Exception {
        shop.answers((told, request) -> {
            if (told.path().equals("/good")) {
                request.response().end();
            }
        });
        EndpointConfig good = endpoint("good", "http://127.0.0.1:" + shop.port() + "/good");
        fixture.register(good);
        fill(30, 1);

        fixture.start(clock, endpoint(shop), good);

        eventually(() -> assertThat(fixture.count("delivered")).isEqualTo(30));
    }

    @Test
    void shouldLeaveNothingBehindWhenItIsStopped(Vertx vertx) throws Exception {
        shop.answers((told, request) -> {});
        fixture.event("10482", 1);
        WebhookDispatcher dispatcher = fixture.start(clock, endpoint(shop));
        eventually(() -> assertThat(shop.told()).hasSize(1));

        vertx.undeploy(dispatcher.deploymentID()).await(10, SECONDS);

        shop.answers(Shop.answering(200));
        fixture.endLeases();
        clock.advance(Duration.ofSeconds(30));
        fixture.start(clock, endpoint(shop));
        eventually(() -> assertThat(fixture.states("10482")).containsExactly("delivered"));
    }

    private void fill(int orders, int versions) throws TimeoutException {
        for (int version = 1; version <= versions; version++) {
            for (int order = 1; order <= orders; order++) {
                fixture.events.add(MERCHANT, "R" + order, version);
            }
        }
        fixture.position();
    }

    private static void eventually(ThrowingRunnable assertion) {
        await().atMost(60, SECONDS).untilAsserted(assertion);
    }
}
