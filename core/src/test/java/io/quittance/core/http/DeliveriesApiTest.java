package io.quittance.core.http;

import static io.quittance.core.http.ManagementFixture.OPERATOR;
import static io.quittance.core.http.ManagementFixture.SHOP_DE;
import static io.quittance.core.http.ManagementFixture.SHOP_FR;
import static io.quittance.core.http.ManagementFixture.VIEWER;
import static io.quittance.core.http.StoredRows.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import io.quittance.core.http.ManagementFixture.Answer;
import io.quittance.core.testing.PostgresTest;
import io.quittance.core.testing.TestDatabase;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.junit5.VertxExtension;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@PostgresTest
@ExtendWith(VertxExtension.class)
class DeliveriesApiTest {

    private TestDatabase store;
    private ManagementFixture api;

    @BeforeEach
    void start(Vertx vertx, TestDatabase store) throws Exception {
        this.store = store;
        store.execute("insert into endpoint values ('shop-de', 'shop', 0, now()), ('shop-de', 'books', 0, now()),"
                + " ('shop-fr', 'boutique', 0, now())");
        api = ManagementFixture.start(vertx, store.database(vertx).general(), new FakeOrderDesk());
    }

    @Test
    void shouldListADelivery() throws Exception {
        UUID id = delivery(1, "shop-de", "shop", "10482", "retrying");

        assertThat(api.get("/v1/deliveries").json()).isEqualTo(new JsonObject("""
                        {"items": [{"id": "%s", "merchant": "shop-de", "endpoint": "shop", "state": "retrying", "event": "%s",
                           "type": "order.paid", "order": "10482", "version": 1, "attempts": 3,
                           "createdAt": "2026-11-22T12:00:00Z", "nextAttemptAt": "2026-11-22T13:00:00Z",
                           "lastStatus": 500, "lastError": "the answer was 500", "deliveredAt": null,
                           "log": [{"at": "2026-11-22T12:00:01Z", "status": 500, "durationMillis": 7,
                              "error": "the answer was 500"}]}],
                         "next": null}
                        """.formatted(id, id)));
    }

    @Test
    void shouldFilter() throws Exception {
        UUID dead = delivery(1, "shop-de", "shop", "1", "dead");
        UUID pending = delivery(2, "shop-de", "shop", "2", "pending");
        UUID books = delivery(3, "shop-de", "books", "1", "delivered");
        UUID french = delivery(4, "shop-fr", "boutique", "1", "dead");

        assertFound("", OPERATOR, french, books, pending, dead);
        assertFound("", VIEWER, french, books, pending, dead);
        assertFound("", SHOP_DE, books, pending, dead);
        assertFound("?state=dead", OPERATOR, french, dead);
        assertFound("?state=dead", SHOP_DE, dead);
        assertFound("?endpoint=shop", OPERATOR, pending, dead);
        assertFound("?order=1&endpoint=shop", OPERATOR, dead);
        assertFound("?state=delivered", OPERATOR, books);
    }

    @Test
    void shouldGoOnWhereAPageEnded() throws Exception {
        delivery(1, "shop-de", "shop", "1", "dead");
        delivery(2, "shop-fr", "boutique", "2", "dead");
        delivery(3, "shop-de", "books", "3", "dead");

        Answer first = api.get("/v1/deliveries?limit=2");
        Answer second = api.get("/v1/deliveries?limit=2&cursor=" + first.json().getString("next"));

        assertThat(first.column("order")).containsExactly("3", "2");
        assertThat(second.column("order")).containsExactly("1");
        assertThat(second.json().getString("next")).isNull();
    }

    @Test
    void shouldBeginADeadDeliveryAnew() throws Exception {
        UUID id = delivery(1, "shop-de", "shop", "1", "dead");

        Answer answer = api.send("POST", "/v1/deliveries/" + id + "/retry", SHOP_DE, "");

        assertThat(answer.status()).isEqualTo(202);
        assertThat(answer.json().getString("state")).isEqualTo("pending");
        assertThat(answer.json().getInteger("attempts")).isZero();
        assertThat(answer.json().getString("nextAttemptAt")).isNotNull();
        assertThat(answer.json().getJsonArray("log")).hasSize(1);
    }

    @Test
    void shouldLeaveAloneWhatIsBeingTried() throws Exception {
        UUID id = delivery(1, "shop-de", "shop", "1", "retrying");
        store.execute("update delivery set lease_until = now() + interval '1 minute'");

        Answer answer = api.post("/v1/deliveries/" + id + "/retry");

        assertThat(answer.status()).isEqualTo(202);
        assertThat(answer.json().getString("state")).isEqualTo("retrying");
    }

    @Test
    void shouldRefuseToRetryWhatIsNotThereOrNotTheCallers() throws Exception {
        UUID dead = delivery(1, "shop-de", "shop", "1", "dead");
        UUID delivered = delivery(2, "shop-de", "shop", "2", "delivered");

        assertThat(retry(dead.toString(), SHOP_FR)).isEqualTo(404);
        assertThat(retry(dead.toString(), VIEWER)).isEqualTo(403);
        assertThat(retry(dead.toString(), null)).isEqualTo(401);
        assertThat(retry(delivered.toString(), OPERATOR)).isEqualTo(409);
        assertThat(retry(new UUID(1, 1).toString(), OPERATOR)).isEqualTo(404);
        assertThat(retry("x", OPERATOR)).isEqualTo(400);
        assertThat(api.get("/v1/deliveries?state=dead").column("id")).containsExactly(dead.toString());
    }

    @Test
    void shouldBeginManyAnew() throws Exception {
        delivery(1, "shop-de", "shop", "1", "dead");
        delivery(2, "shop-de", "books", "2", "dead");
        delivery(3, "shop-fr", "boutique", "3", "dead");
        delivery(4, "shop-de", "shop", "4", "retrying");

        Answer one = retryMany("{\"endpoint\":\"shop\",\"state\":\"dead\"}", OPERATOR);
        Answer own = retryMany("", SHOP_DE);
        Answer retrying = retryMany("{\"state\":\"retrying\"}", OPERATOR);

        assertThat(one.status()).isEqualTo(202);
        assertThat(one.json()).isEqualTo(new JsonObject("{\"retried\":1,\"more\":false}"));
        assertThat(own.json().getInteger("retried")).isEqualTo(1);
        assertThat(retrying.json().getInteger("retried")).isEqualTo(1);
        assertThat(api.get("/v1/deliveries?state=dead").column("merchant")).containsExactly("shop-fr");
        assertThat(retryMany("{}", VIEWER).status()).isEqualTo(403);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"state\":\"delivered\"}", "{\"order\":\"1\"}", "[]", "{", "{\"endpoint\":1}"})
    void shouldRefuseOtherBodies(String body) throws Exception {
        assertThat(retryMany(body, OPERATOR).status()).isEqualTo(400);
    }

    @ParameterizedTest
    @ValueSource(strings = {"state=new", "limit=1000", "cursor=!", "merchant=shop-de"})
    void shouldRefuseOtherFilters(String query) throws Exception {
        assertThat(api.get("/v1/deliveries?" + query).status()).isEqualTo(400);
    }

    private Answer retryMany(String body, String token) throws Exception {
        return api.send("POST", "/v1/deliveries/retry", token, body);
    }

    private int retry(String id, @org.jspecify.annotations.Nullable String token) throws Exception {
        return api.send("POST", "/v1/deliveries/" + id + "/retry", token, "").status();
    }

    private void assertFound(String query, String token, UUID... expected) throws Exception {
        assertThat(api.get("/v1/deliveries" + query, token).column("id"))
                .as(query)
                .isEqualTo(List.of(expected).stream().map(UUID::toString).toList());
    }

    private UUID delivery(int number, String merchant, String endpoint, String order, String state) {
        UUID id = StoredRows.id(NOON, number);
        boolean open = state.equals("retrying") || state.equals("pending");
        store.execute(
                """
                insert into delivery (merchant, delivery_id, endpoint_id, reference, version, event_id, type, state,
                  attempts, created_at, next_attempt_at, last_status, last_error, delivered_at, log)
                values (?, ?, ?, ?, 1, ?, 'order.paid', ?, 3, ?, ?, 500, 'the answer was 500', ?, ?::jsonb)
                """,
                merchant,
                id,
                endpoint,
                order,
                id,
                state,
                NOON.atOffset(ZoneOffset.UTC),
                open ? NOON.plusSeconds(3600).atOffset(ZoneOffset.UTC) : null,
                state.equals("delivered") ? NOON.plusSeconds(60).atOffset(ZoneOffset.UTC) : null,
                "[{\"at\":\"2026-11-22T12:00:01Z\",\"status\":500,\"durationMillis\":7,"
                        + "\"error\":\"the answer was 500\"}]");
        return id;
    }
}
