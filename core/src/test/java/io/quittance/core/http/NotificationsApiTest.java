package io.quittance.core.http;

import static io.quittance.core.http.ManagementFixture.OPERATOR;
import static io.quittance.core.http.ManagementFixture.SHOP_DE;
import static io.quittance.core.http.ManagementFixture.SHOP_FR;
import static io.quittance.core.http.StoredRows.NOON;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.quittance.core.http.ManagementFixture.Answer;
import io.quittance.core.testing.PostgresTest;
import io.quittance.core.testing.TestDatabase;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.junit5.VertxExtension;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@PostgresTest
@ExtendWith(VertxExtension.class)
class NotificationsApiTest {

    private static final String LIST = "/v1/notifications";

    private StoredRows rows;
    private ManagementFixture api;

    @BeforeEach
    void start(Vertx vertx, TestDatabase store) throws Exception {
        rows = new StoredRows(store);
        api = ManagementFixture.start(vertx, store.database(vertx).general(), new FakeOrderDesk());
    }

    @Test
    void shouldListWhatArrived() throws Exception {
        UUID id = rows.notification(1, "de-cards", "accepted", "{}".getBytes(UTF_8));
        rows.item(id, 1, "de-cards", "second", "refund", "done");
        rows.item(id, 0, "de-cards", "9001", "payment", "waiting");
        rows.arrival("de-cards", id);
        rows.arrival("de-cards", id);

        assertThat(api.get(LIST).json()).isEqualTo(new JsonObject("""
                        {"items": [{"id": "%s", "account": "de-cards", "merchant": "shop-de", "kind": "payment",
                           "subject": "9001", "state": "waiting", "receivedAt": "2026-11-22T12:00:00Z", "arrivals": 3}],
                         "next": null}
                        """.formatted(id)));
    }

    @ParameterizedTest
    @CsvSource({"done|done,done", "done|waiting,waiting", "waiting|retrying,retrying", "retrying|poisoned|done,poisoned"
    })
    void shouldTellWhatMostNeedsAttention(String items, String state) throws Exception {
        UUID id = rows.accepted(1, "de-cards", "9001", items.split("\\|"));

        assertThat(api.get(LIST).column("state")).containsExactly(state);
        for (String filter : List.of("done", "waiting", "retrying", "poisoned", "ignored", "malformed")) {
            List<String> expected = filter.equals(state) ? List.of(id.toString()) : List.of();
            assertThat(api.get(LIST + "?state=" + filter).column("id")).isEqualTo(expected);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"malformed", "ignored"})
    void shouldListWhatHasNoItems(String outcome) throws Exception {
        UUID id = rows.notification(1, "de-cards", outcome, new byte[0]);
        rows.accepted(2, "de-cards", "9001", "done");

        Answer answer = api.get(LIST + "?state=" + outcome);

        assertThat(answer.column("id")).containsExactly(id.toString());
        assertThat(answer.column("kind")).containsExactly("null");
        assertThat(answer.column("state")).containsExactly(outcome);
    }

    @Test
    void shouldFilter() throws Exception {
        UUID cards = rows.accepted(1, "de-cards", "9001", "done");
        UUID debit = rows.accepted(2, "de-debit", "9001", "waiting");
        UUID french = rows.accepted(3, "fr-cards", "9002", "done");
        rows.item(french, 1, "fr-cards", "9003", "refund", "done");

        assertFound("account=de-debit", debit);
        assertFound("account=nothing");
        assertFound("subject=9001", debit, cards);
        assertFound("subject=9001&account=de-cards", cards);
        assertFound("subject=9001&state=waiting", debit);
        assertFound("subject=9003", french);
        assertFound("kind=refund", french);
        assertFound("kind=payment", french, debit, cards);
        assertFound("kind=payment&state=done", french, cards);
        assertFound("subject=%27%20or%20true--");
    }

    @Test
    void shouldFilterByTime() throws Exception {
        UUID early = rows.notification(NOON, 1, "de-cards", "ignored", new byte[0]);
        UUID late = rows.notification(NOON.plusSeconds(300), 2, "de-debit", "ignored", new byte[0]);

        assertFound("from=2026-11-22T12:00:00Z", late, early);
        assertFound("from=2026-11-22T12:00:00.000001Z", late);
        assertFound("from=2026-11-22T13:05:00%2B01:00", late);
        assertFound("to=2026-11-22T12:05:00Z", early);
        assertFound("from=2026-11-22T12:00:00Z&to=2026-11-22T12:00:00Z");
        assertFound("from=0000-01-01T00:00:00Z&to=9999-12-31T23:59:59Z", late, early);
    }

    @Test
    void shouldFindTheNotificationsOfAnOrder() throws Exception {
        rows.payment("de-cards", "shop-de", "9001", "10482");
        rows.payment("fr-cards", "shop-fr", "9001", "other");
        UUID payment = rows.accepted(1, "de-cards", "9001", "done");
        UUID refund = rows.accepted(2, "de-cards", "refund-7", "done");
        rows.observation("de-cards", "9001", refund);
        rows.observation("de-cards", "9001", payment);
        rows.accepted(3, "de-cards", "9002", "done");
        rows.accepted(4, "fr-cards", "9001", "done");

        assertFound("order=10482", refund, payment);
        assertFound("order=10482&subject=9001", payment);
        assertFound("order=nothing");
    }

    private void assertFound(String filter, UUID... expected) throws Exception {
        assertThat(api.get(LIST + "?" + filter).column("id"))
                .as(filter)
                .isEqualTo(List.of(expected).stream().map(UUID::toString).toList());
    }

    @Test
    void shouldConfineAMerchantToItsOwn() throws Exception {
        UUID german = rows.accepted(1, "de-cards", "9001", "done");
        UUID french = rows.accepted(2, "fr-cards", "9001", "done");

        assertThat(api.get(LIST, SHOP_DE).column("id")).containsExactly(german.toString());
        assertThat(api.get(LIST, SHOP_FR).column("id")).containsExactly(french.toString());
        assertThat(api.get(LIST + "?account=fr-cards", SHOP_DE).column("id")).isEmpty();
        assertThat(api.get(LIST + "?subject=9001", SHOP_DE).column("id")).containsExactly(german.toString());
    }

    @Test
    void shouldWalkThroughAllPages() throws Exception {
        List<String> all = new ArrayList<>();
        for (int number = 0; number < 7; number++) {
            String account = number % 2 == 0 ? "de-cards" : "fr-cards";
            all.add(0, rows.accepted(number, account, "9001", "done").toString());
        }

        List<String> seen = new ArrayList<>();
        List<Integer> sizes = new ArrayList<>();
        String next = "";
        do {
            Answer page = api.get(LIST + "?limit=3" + next);
            seen.addAll(page.column("id"));
            sizes.add(page.column("id").size());
            String cursor = page.json().getString("next");
            next = cursor == null ? null : "&cursor=" + cursor;
        } while (next != null);

        assertThat(seen).isEqualTo(all);
        assertThat(sizes).containsExactly(3, 3, 1);
    }

    @Test
    void shouldEndWithAFullPage() throws Exception {
        rows.accepted(1, "de-cards", "9001", "done");
        rows.accepted(2, "de-cards", "9001", "done");

        assertThat(api.get(LIST + "?limit=2").json().getString("next")).isNull();
    }

    @ParameterizedTest
    @CsvSource({
        "state=finished, state, 'poisoned, retrying, waiting, done, ignored, malformed'",
        "state=DONE, state, done",
        "state=, state, 1 to 200",
        "limit=0, limit, 1 to 200",
        "limit=201, limit, 1 to 200",
        "limit=-1, limit, 1 to 200",
        "limit=ten, limit, 1 to 200",
        "limit=99999999999999999999, limit, 1 to 200",
        "cursor=x, cursor, next",
        "cursor=%C3%A9, cursor, next",
        "from=yesterday, from, RFC 3339",
        "to=2026-11-22, to, RFC 3339",
        "subject=a%00, subject, control characters",
        "account=a&account=b, account, more than once",
        "sate=done, sate, 'account, cursor, from, kind, limit, order, state, subject, to'"
    })
    void shouldSayWhatIsAllowed(String query, String parameter, String allowed) throws Exception {
        Answer answer = api.get(LIST + "?" + query);

        assertThat(answer.status()).isEqualTo(400);
        JsonArray errors = answer.json().getJsonArray("errors");
        assertThat(errors).hasSize(1);
        assertThat(errors.getJsonObject(0).getString("parameter")).isEqualTo(parameter);
        assertThat(errors.getJsonObject(0).getString("detail")).contains(allowed);
    }

    @Test
    void shouldShowANotificationWithSensitiveFieldsMasked() throws Exception {
        UUID id = rows.notification(1, "de-cards", "accepted", """
                {"Payment": {"ID": 9001, "Amount": 10.10, "Customer": {"Name": "Ada", "Email": "ada@example.org"},
                 "Details": [{"iban": "DE02", "note": "kept"}]}}
                """.getBytes(UTF_8));
        rows.item(id, 0, "de-cards", "9001", "payment", "retrying");

        Answer answer = api.get(LIST + "/" + id, SHOP_DE);

        assertThat(answer.body()).doesNotContain("Ada", "ada@example.org", "DE02", "v1.secret");
        assertThat(answer.body()).contains("10.10");
        JsonObject json = answer.json();
        assertThat(json.getJsonObject("body")).isEqualTo(new JsonObject("""
                        {"Payment": {"ID": 9001, "Amount": 10.10, "Customer": "***",
                         "Details": [{"iban": "***", "note": "kept"}]}}
                        """));
        assertThat(json.getString("query")).isEqualTo("order=7&sig=***&IBAN=***");
        assertThat(json.getJsonArray("headers")).isEqualTo(new JsonArray("[[\"Authorization\", \"sha256:ab12\"]]"));
        assertThat(json.getString("verification")).isEqualTo("site:1010");
        assertThat(json.getString("remoteAddress")).isEqualTo("192.0.2.7");
        assertThat(json.getJsonArray("items")).isEqualTo(new JsonArray("""
                        [{"kind": "payment", "subject": "9001", "state": "retrying", "attempts": 2,
                          "nextAttemptAt": "2026-11-22T12:00:05Z", "lastError": "The provider answered 500"}]
                        """));
        assertThat(json.getString("id")).isEqualTo(id.toString());
        assertThat(json.getInteger("arrivals")).isEqualTo(1);
    }

    @Test
    void shouldShowOnlyLengthAndHashOfWhatIsMalformed() throws Exception {
        UUID id = rows.notification(1, "de-cards", "malformed", "{\"Customer\":\"Ada".getBytes(UTF_8));

        JsonObject json = api.get(LIST + "/" + id).json();

        assertThat(json.getValue("body")).isNull();
        assertThat(json.getInteger("bodyLength")).isEqualTo(16);
        assertThat(json.getString("bodySha256"))
                .isEqualTo("4c9f9756dd7a64de9ba244cf3a84c7f18f3fb609b0fa0e317fb977c9e855c60b");
        assertThat(json.getString("state")).isEqualTo("malformed");
        assertThat(json.encode()).doesNotContain("Ada");
    }

    @Test
    void shouldShowNoBodyIfNobodyKnowsWhatIsSensitive() throws Exception {
        UUID id = rows.notification(1, "de-debit", "accepted", "{\"Customer\":\"Ada\"}".getBytes(UTF_8));

        JsonObject json = api.get(LIST + "/" + id).json();

        assertThat(json.getValue("body")).isNull();
        assertThat(json.getValue("query")).isNull();
        assertThat(json.getInteger("bodyLength")).isEqualTo(18);
    }

    @Test
    void shouldNotKnowANotificationThatIsNotThere() throws Exception {
        UUID french = rows.accepted(1, "fr-cards", "9001", "done");

        assertThat(api.get(LIST + "/" + StoredRows.id(NOON, 5), OPERATOR).status())
                .isEqualTo(404);
        assertThat(api.get(LIST + "/" + french, SHOP_DE).status()).isEqualTo(404);
        assertThat(api.get(LIST + "/7", OPERATOR).status()).isEqualTo(400);
        assertThat(api.get(LIST + "/1-1-1-1-1", OPERATOR).status()).isEqualTo(400);
    }
}
