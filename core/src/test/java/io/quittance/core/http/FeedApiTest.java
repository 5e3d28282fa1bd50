package io.quittance.core.http;

import static io.quittance.core.http.ManagementFixture.OPERATOR;
import static io.quittance.core.http.ManagementFixture.SHOP_DE;
import static io.quittance.core.http.ManagementFixture.SHOP_FR;
import static io.quittance.core.http.ManagementFixture.VIEWER;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.quittance.core.delivery.CommittedEvents;
import io.quittance.core.http.ManagementFixture.Answer;
import io.quittance.core.store.FeedStore;
import io.quittance.core.testing.PostgresTest;
import io.quittance.core.testing.TestDatabase;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.junit5.VertxExtension;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@PostgresTest
@ExtendWith(VertxExtension.class)
class FeedApiTest {

    private static final String FEED = "/v1/merchants/shop-de/events";

    private CommittedEvents events;
    private FeedStore feed;
    private TestDatabase store;
    private ManagementFixture api;

    @BeforeEach
    void start(Vertx vertx, TestDatabase store) throws Exception {
        this.store = store;
        events = new CommittedEvents(store, vertx);
        feed = new FeedStore(store.database(vertx).general());
        api = ManagementFixture.start(vertx, store.database(vertx).general(), new FakeOrderDesk());
    }

    @Test
    void shouldTellTheEventAsItIs() throws Exception {
        UUID id = events.add("shop-de", "10482", 1);
        position();

        JsonObject event = api.get(FEED).json().getJsonArray("items").getJsonObject(0);

        assertThat(event.getString("id")).isEqualTo(id.toString());
        assertThat(event.getJsonObject("order").getLong("version")).isEqualTo(1);
    }

    @Test
    void shouldGoOnFromEachAnswer() throws Exception {
        List<String> expected = new ArrayList<>();
        for (int version = 1; version <= 5; version++) {
            expected.add(events.add("shop-de", "10482", version).toString());
            events.add("shop-fr", "10482", version);
        }
        position();

        Answer first = api.get(FEED + "?limit=3");
        Answer second = api.get(FEED + "?limit=3&after=" + next(first));
        Answer third = api.get(FEED + "?limit=3&after=" + next(second));
        List<String> read = new ArrayList<>(first.column("id"));
        read.addAll(second.column("id"));

        assertThat(read).isEqualTo(expected);
        assertThat(third.column("id")).isEmpty();
        assertThat(next(third)).isEqualTo(next(second));

        expected.add(events.add("shop-de", "10482", 6).toString());
        position();
        assertThat(api.get(FEED + "?after=" + next(third)).column("id")).containsExactly(expected.get(5));
    }

    @Test
    void shouldHaveACursorBeforeTheFirstEvent() throws Exception {
        Answer nothing = api.get(FEED);
        assertThat(nothing.column("id")).isEmpty();

        UUID id = events.add("shop-de", "10482", 1);
        position();

        assertThat(api.get(FEED + "?after=" + next(nothing)).column("id")).containsExactly(id.toString());
    }

    @Test
    void shouldAnswerThoseWhoWaitAsSoonAsThereIsSomething() throws Exception {
        List<CompletableFuture<Answer>> waiting = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            waiting.add(CompletableFuture.supplyAsync(() -> longPoll(30), runnable -> new Thread(runnable).start()));
        }
        await().atMost(30, SECONDS).until(() -> feedQuestions() > 0);
        UUID id = events.add("shop-de", "10482", 1);
        long begun = System.nanoTime();
        position();

        for (CompletableFuture<Answer> one : waiting) {
            assertThat(one.get(30, SECONDS).column("id")).containsExactly(id.toString());
        }
        assertThat(System.nanoTime() - begun).isLessThan(SECONDS.toNanos(25));
    }

    @Test
    void shouldAnswerEmptyWhenTheTimeIsOver() throws Exception {
        long begun = System.nanoTime();

        Answer answer = longPoll(1);

        assertThat(System.nanoTime() - begun).isGreaterThanOrEqualTo(SECONDS.toNanos(1));
        assertThat(answer.column("id")).isEmpty();
        assertThat(next(answer)).isNotEmpty();
    }

    @Test
    void shouldRefuseTheCursorOfAnotherMerchant() throws Exception {
        events.add("shop-fr", "10482", 1);
        position();
        String french = next(api.get("/v1/merchants/shop-fr/events"));

        Answer answer = api.get(FEED + "?after=" + french);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.body()).contains("after");
    }

    @Test
    void shouldRefuseACursorThatIsAheadOfARestoredStore() throws Exception {
        events.add("shop-de", "10482", 1);
        position();
        String next = next(api.get(FEED));
        store.execute("delete from order_event");
        store.execute("delete from event_feed");

        assertThat(api.get(FEED + "?after=" + next).status()).isEqualTo(400);
    }

    @Test
    void shouldBeForTheMerchantAndThoseWhoSeeEverything() throws Exception {
        assertThat(api.get(FEED, SHOP_DE).status()).isEqualTo(200);
        assertThat(api.get(FEED, VIEWER).status()).isEqualTo(200);
        assertThat(api.get(FEED, OPERATOR).status()).isEqualTo(200);
        assertThat(api.get(FEED, SHOP_FR).status()).isEqualTo(403);
        assertThat(api.get(FEED, null).status()).isEqualTo(401);
    }

    @ParameterizedTest
    @ValueSource(strings = {"wait=31", "wait=-1", "limit=0", "limit=1001", "after=x", "cursor=x"})
    void shouldRefuseOtherParameters(String query) throws Exception {
        assertThat(api.get(FEED + "?" + query).status()).isEqualTo(400);
    }

    private Answer longPoll(int seconds) {
        try {
            return api.get(FEED + "?wait=" + seconds);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private int feedQuestions() {
        return store.query("select 1 as one from pg_stat_activity where query like 'select merchant, last_position%'")
                .size();
    }

    private void position() throws TimeoutException {
        feed.position(1000, () -> {}).await(30, SECONDS);
    }

    private static String next(Answer answer) {
        return answer.json().getString("next");
    }
}
