package io.quittance.core.delivery;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.quittance.core.store.FeedStore;
import io.quittance.core.store.FeedStore.FeedEvent;
import io.quittance.core.store.FeedStore.Positioning;
import io.quittance.core.store.Ids;
import io.quittance.core.telemetry.GatewayMetrics;
import io.quittance.core.testing.PostgresTest;
import io.quittance.core.testing.TestDatabase;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.junit5.VertxExtension;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Transaction;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@PostgresTest
@ExtendWith(VertxExtension.class)
class EventPositionerTest {

    private TestDatabase store;
    private Vertx vertx;
    private FeedStore feed;
    private CommittedEvents events;

    @BeforeEach
    void start(Vertx vertx, TestDatabase store) {
        this.store = store;
        this.vertx = vertx;
        feed = new FeedStore(store.database(vertx).general());
        events = new CommittedEvents(store, vertx);
    }

    @Test
    void shouldGiveEachMerchantPositionsWithoutGaps() throws Exception {
        events.add("shop-de", "A", 1);
        events.add("shop-fr", "A", 1);
        events.add("shop-de", "B", 1);
        events.add("shop-de", "A", 2);

        assertThat(position(100)).isEqualTo(Positioning.DONE);

        assertThat(read("shop-de")).containsExactly("1 A v1", "2 B v1", "3 A v2");
        assertThat(read("shop-fr")).containsExactly("1 A v1");
    }

    @Test
    void shouldNeverSkipWhatATransactionThatWasHeldOpenCommitsLate() throws Exception {
        SqlConnection slow = store.database(vertx).general().getConnection().await(30, SECONDS);
        Transaction open = slow.begin().await(30, SECONDS);
        CommittedEvents.add(slow, "shop-de", "early", 1, Ids.next(), Instant.now());
        events.add("shop-de", "late", 1);
        position(100);
        assertThat(read("shop-de")).containsExactly("1 late v1");

        open.commit().await(30, SECONDS);
        position(100);

        assertThat(read("shop-de")).containsExactly("1 late v1", "2 early v1");
    }

    @Test
    void shouldKeepTheVersionsOfAnOrderInOrderThoughTheClocksOfNodesDiffer() throws Exception {
        Instant now = Instant.now();
        UUID older = Ids.next();
        UUID newer = Ids.next();
        CommittedEvents.add(store.database(vertx).general(), "shop-de", "A", 1, newer, now.plusSeconds(9));
        CommittedEvents.add(store.database(vertx).general(), "shop-de", "A", 2, older, now);

        assertThat(position(1))
                .as("more than the limit, rather than half an order")
                .isEqualTo(Positioning.MORE);

        assertThat(read("shop-de")).containsExactly("1 A v1", "2 A v2");
    }

    @Test
    void shouldLetOneNodeAtATimeDoIt() throws Exception {
        events.add("shop-de", "A", 1);
        SqlConnection other = store.database(vertx).general().getConnection().await(30, SECONDS);
        Transaction open = other.begin().await(30, SECONDS);
        other.query("select pg_advisory_xact_lock(hashtextextended('quittance.feed', 0))")
                .execute()
                .await(30, SECONDS);
        assertThat(position(100)).isEqualTo(Positioning.BUSY);

        open.rollback().await(30, SECONDS);

        assertThat(position(100)).isEqualTo(Positioning.DONE);
        assertThat(read("shop-de")).containsExactly("1 A v1");
    }

    @Test
    void shouldPositionWhatManyNodesCommitAtTheSameTime() throws Exception {
        EventPositioner first = positioner();
        EventPositioner second = positioner();
        vertx.deployVerticle(first).await(30, SECONDS);
        vertx.deployVerticle(second).await(30, SECONDS);

        for (int version = 1; version <= 50; version++) {
            for (String reference : List.of("A", "B", "C")) {
                events.add("shop-de", reference, version);
                (version % 2 == 0 ? first : second).wake();
            }
        }

        await().atMost(30, SECONDS)
                .untilAsserted(() -> assertThat(read("shop-de")).hasSize(150));
        Map<String, Long> last = new java.util.HashMap<>();
        List<FeedEvent> all = feed.page("shop-de", 0, 1000).await(30, SECONDS);
        for (int i = 0; i < all.size(); i++) {
            assertThat(all.get(i).position()).isEqualTo(i + 1L);
            JsonObject order = new JsonObject(all.get(i).event()).getJsonObject("order");
            assertThat(order.getLong("version")).isEqualTo(last.merge(order.getString("reference"), 1L, Long::sum));
        }
    }

    private EventPositioner positioner() {
        return new EventPositioner(new FeedStore(store.database(vertx).general()), () -> {}, new GatewayMetrics());
    }

    private Positioning position(int limit) throws TimeoutException {
        return feed.position(limit, () -> {}).await(30, SECONDS);
    }

    private List<String> read(String merchant) throws TimeoutException {
        List<String> read = new ArrayList<>();
        for (FeedEvent event : feed.page(merchant, 0, 1000).await(30, SECONDS)) {
            JsonObject order = new JsonObject(event.event()).getJsonObject("order");
            read.add(event.position() + " " + order.getString("reference") + " v" + order.getLong("version"));
        }
        return read;
    }
}
