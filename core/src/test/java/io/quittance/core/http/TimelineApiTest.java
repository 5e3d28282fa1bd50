package io.quittance.core.http;

import static io.quittance.core.http.StoredRows.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import io.quittance.core.store.AnswerStore;
import io.quittance.core.store.NotificationAnswer;
import io.quittance.core.store.TimelineKind;
import io.quittance.core.testing.PostgresTest;
import io.quittance.core.testing.TestDatabase;
import io.quittance.spi.IntakeOutcome;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.junit5.VertxExtension;
import io.vertx.sqlclient.Pool;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@PostgresTest
@ExtendWith(VertxExtension.class)
final class TimelineApiTest {

    private static final String TIMELINE = "/v1/merchants/shop-de/orders/10482/timeline";

    private StoredRows rows;
    private ManagementFixture api;
    private Pool pool;

    @BeforeEach
    void start(Vertx vertx, TestDatabase store) throws Exception {
        rows = new StoredRows(store);
        pool = store.database(vertx).general();
        api = ManagementFixture.start(vertx, pool, new FakeOrderDesk());
        rows.order("shop-de", "10482", "paid", 100, 1);
        rows.payment("de-cards", "shop-de", "9001", "10482");
    }

    @Test
    void shouldTellWhatCameAndWhatItWasAnswered() throws Exception {
        UUID notification = rows.accepted(1, "de-cards", "9001", "done");
        answer(notification, NOON.plusMillis(4), IntakeOutcome.ACCEPTED, 204, Duration.ofNanos(3_456_000));

        JsonObject entry = only("notification_received");

        assertThat(entry.getString("at")).isEqualTo("2026-11-22T12:00:00Z");
        assertThat(entry.getString("account")).isEqualTo("de-cards");
        assertThat(entry.getString("notification")).isEqualTo(notification.toString());
        assertThat(entry.getJsonObject("detail")).isEqualTo(new JsonObject("""
                {"outcome": "accepted", "verification": "site:1010", "remote_address": "192.0.2.7",
                 "answer": {"outcome": "accepted", "status": 204, "millis": 3.5},
                 "items": [{"kind": "payment", "subject": "9001", "state": "done", "attempts": 0, "error": null}]}
                """));
    }

    @Test
    void shouldTellARepeatWithItsOwnAnswer() throws Exception {
        UUID notification = rows.accepted(1, "de-cards", "9001", "done");
        UUID repeat = rows.arrival("de-cards", notification, NOON.plusSeconds(60), 2);
        answer(repeat, NOON.plusSeconds(61), IntakeOutcome.DUPLICATE, 204, Duration.ofMillis(1));

        JsonObject entry = only("notification_repeated");

        assertThat(entry.getString("id")).isEqualTo(repeat.toString());
        assertThat(entry.getString("notification")).isEqualTo(notification.toString());
        assertThat(entry.getJsonObject("detail").getJsonObject("answer"))
                .isEqualTo(new JsonObject("{\"outcome\": \"duplicate\", \"status\": 204, \"millis\": 1.0}"));
    }

    @Test
    void shouldNotKnowAnAnswerThatWasNotKept() throws Exception {
        rows.accepted(1, "de-cards", "9001", "done");
        rows.arrival("de-cards", StoredRows.id(NOON, 1));

        assertThat(only("notification_received").getJsonObject("detail").getJsonObject("answer"))
                .isNull();
        assertThat(only("notification_repeated").getJsonObject("detail").getJsonObject("answer"))
                .isNull();
    }

    @Test
    void shouldFindNotificationsByTheirSubjectTheirObservationAndTheEntriesOfThePayment() throws Exception {
        UUID bySubject = rows.accepted(1, "de-cards", "9001", "retrying");
        UUID refund = rows.accepted(2, "de-cards", "R77", "done");
        rows.observation("de-cards", "9001", refund);
        rows.accepted(3, "de-cards", "9002", "done");
        rows.accepted(4, "fr-cards", "9001", "done");

        assertThat(entries("notification_received").stream().map(entry -> entry.getString("notification")))
                .containsExactly(bySubject.toString(), refund.toString());
    }

    @Test
    void shouldTellEventsAndTheirDeliveries() throws Exception {
        UUID event = rows.event(10, "10482", 1, "order.paid", NOON.plusSeconds(10));
        rows.delivery(11, event, "delivered", """
                [{"at": "2026-11-22T12:00:20.123456789Z", "status": 500, "durationMillis": 20, "error": "answered 500"},
                 {"at": "2026-11-22T12:00:25Z", "status": 204, "durationMillis": 7, "error": null}]""");
        rows.delivery(12, event, "dead", """
                [{"at": "2026-11-25T12:00:00Z", "status": null, "durationMillis": 10000, "error": "no answer in time"}]""");
        rows.delivery(13, event, "pending", "[]");

        assertThat(only("event_recorded").getJsonObject("detail"))
                .isEqualTo(new JsonObject()
                        .put("event", event.toString())
                        .put("type", "order.paid")
                        .put("version", 1));
        assertThat(entries("delivery_attempted").stream()
                        .map(entry -> entry.getJsonObject("detail"))
                        .map(detail -> detail.getString("result") + " " + detail.getInteger("status") + " "
                                + detail.getInteger("millis") + " " + detail.getString("error")))
                .containsExactly(
                        "failed 500 20 answered 500", "delivered 204 7 null", "dead null 10000 no answer in time");
        assertThat(only("delivery_waiting").getJsonObject("detail").getString("endpoint"))
                .isEqualTo("endpoint-13");
    }

    @Test
    void shouldTellAFailureOfASubjectWhoseBackEndNobodyKnew() throws Exception {
        rows.entry(1, "read_failed", null, "9001");

        assertThat(only("read_failed").getString("payment")).isEqualTo("9001");
    }

    @Test
    void shouldTellPageByPageWhatItTellsAtOnce() throws Exception {
        UUID notification = rows.accepted(1, "de-cards", "9001", "done");
        for (int number = 2; number < 6; number++) {
            rows.arrival("de-cards", notification, NOON, number);
            rows.entry(10 + number, "observed", null, "9001");
        }
        rows.event(10, "10482", 1, "order.paid", NOON);
        List<String> paged = new ArrayList<>();
        String cursor = null;
        do {
            JsonObject page = api.get(TIMELINE + "?limit=1" + (cursor == null ? "" : "&cursor=" + cursor))
                    .json();
            page.getJsonArray("items").forEach(item -> paged.add(((JsonObject) item).getString("id")));
            cursor = page.getString("next");
        } while (cursor != null);

        assertThat(paged)
                .hasSize(10)
                .doesNotHaveDuplicates()
                .isEqualTo(api.get(TIMELINE).column("id"));
    }

    @Test
    void shouldRefuseTheCursorOfAnotherList() throws Exception {
        assertThat(api.get(TIMELINE + "?cursor=AAAAAAAAAAAAAAAAAAAAAA").status())
                .isEqualTo(400);
    }

    @Test
    void shouldShowAMerchantItsOwnAndNoOther() throws Exception {
        rows.accepted(1, "de-cards", "9001", "done");

        assertThat(api.get(TIMELINE, ManagementFixture.SHOP_DE).column("kind"))
                .containsExactly("notification_received");
        assertThat(api.get(TIMELINE, ManagementFixture.SHOP_FR).status()).isEqualTo(403);
    }

    @Test
    void shouldNeverShowWhatASenderSent() throws Exception {
        rows.accepted(1, "de-cards", "9001", "done");

        assertThat(api.get(TIMELINE).body()).doesNotContain("sig=", "secret", "DE02", "ab12");
    }

    @Test
    void shouldShowAKindThatThisVersionDoesNotKnow() throws Exception {
        rows.entry(1, "something_new", "10482", null);

        assertThat(api.get(TIMELINE).column("kind")).containsExactly("something_new");
        assertThat(Stream.of(TimelineKind.values()).map(TimelineKind::wireName)).doesNotContain("something_new");
    }

    private void answer(UUID request, Instant at, IntakeOutcome outcome, int status, Duration took) throws Exception {
        new AnswerStore(pool)
                .keep(List.of(new NotificationAnswer("de-cards", request, at, outcome, status, took)))
                .await(1, TimeUnit.MINUTES);
    }

    private JsonObject only(String kind) throws Exception {
        List<JsonObject> entries = entries(kind);
        assertThat(entries).hasSize(1);
        return entries.get(0);
    }

    private List<JsonObject> entries(@Nullable String kind) throws Exception {
        return api.get(TIMELINE).json().getJsonArray("items").stream()
                .map(JsonObject.class::cast)
                .filter(entry -> entry.getString("kind").equals(kind))
                .toList();
    }
}
