package io.quittance.core.http;

import static io.quittance.core.http.ManagementFixture.OPERATOR;
import static io.quittance.core.http.ManagementFixture.SHOP_DE;
import static io.quittance.core.http.ManagementFixture.SHOP_FR;
import static io.quittance.core.http.ManagementFixture.VIEWER;
import static org.assertj.core.api.Assertions.assertThat;

import io.quittance.core.http.ManagementFixture.Answer;
import io.quittance.core.testing.PostgresTest;
import io.quittance.core.testing.TestDatabase;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.junit5.VertxExtension;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@PostgresTest
@ExtendWith(VertxExtension.class)
class CasesApiTest {

    private TestDatabase store;
    private StoredRows rows;
    private ManagementFixture api;

    @BeforeEach
    void start(Vertx vertx, TestDatabase store) throws Exception {
        this.store = store;
        rows = new StoredRows(store);
        api = ManagementFixture.start(vertx, store.database(vertx).general(), new FakeOrderDesk());
    }

    @Test
    void shouldListACase() throws Exception {
        UUID id = rows.discrepancy(1, "shop-de", "10482", "underpaid", "closed");

        assertThat(api.get("/v1/cases").json()).isEqualTo(new JsonObject("""
                        {"items": [{"id": "%s", "kind": "underpaid", "state": "closed", "merchant": "shop-de",
                           "account": "de-cards", "order": "10482", "payment": null, "notification": null,
                           "expected": "100 EUR", "seen": "99 EUR", "proposal": "Ask the payer",
                           "openedAt": "2026-11-22T12:00:00Z", "graceUntil": null, "closedAt": "2026-11-22T12:01:00Z",
                           "action": null, "note": null, "resolvedBy": null, "resolvedAt": null}],
                         "next": null}
                        """.formatted(id)));
    }

    @Test
    void shouldFilter() throws Exception {
        UUID open = rows.discrepancy(1, "shop-de", "1", "underpaid", "open");
        UUID closed = rows.discrepancy(2, "shop-de", "1", "underpaid", "closed");
        UUID overpaid = rows.discrepancy(3, "shop-de", "1", "overpaid", "open");
        UUID french = rows.discrepancy(4, "shop-fr", "1", "underpaid", "open");

        assertFound("", OPERATOR, french, overpaid, closed, open);
        assertFound("", SHOP_DE, overpaid, closed, open);
        assertFound("?state=open", OPERATOR, french, overpaid, open);
        assertFound("?state=resolved", OPERATOR);
        assertFound("?kind=underpaid&state=open", OPERATOR, french, open);
        assertFound("?merchant=shop-fr", OPERATOR, french);
        assertFound("?merchant=shop-de&state=closed", SHOP_DE, closed);
        assertFound("?merchant=shop-fr", SHOP_DE);
    }

    private void assertFound(String query, String token, UUID... expected) throws Exception {
        assertThat(api.get("/v1/cases" + query, token).column("id"))
                .as(query)
                .isEqualTo(List.of(expected).stream().map(UUID::toString).toList());
    }

    @Test
    void shouldGoOnWhereAPageEnded() throws Exception {
        rows.discrepancy(1, "shop-de", "1", "underpaid", "open");
        rows.discrepancy(2, "shop-fr", "1", "overpaid", "open");
        rows.discrepancy(3, "shop-de", "1", "paid_twice", "open");

        Answer first = api.get("/v1/cases?limit=2");
        Answer second = api.get("/v1/cases?limit=2&cursor=" + first.json().getString("next"));

        assertThat(first.column("kind")).containsExactly("paid_twice", "overpaid");
        assertThat(second.column("kind")).containsExactly("underpaid");
        assertThat(second.json().getString("next")).isNull();
    }

    @Test
    void shouldShowACase() throws Exception {
        UUID id = rows.discrepancy(1, "shop-de", "1", "underpaid", "open");

        assertThat(api.get("/v1/cases/" + id, SHOP_DE).json().getString("state"))
                .isEqualTo("open");
        assertThat(api.get("/v1/cases/" + id, VIEWER).status()).isEqualTo(200);
        assertThat(api.get("/v1/cases/" + id, SHOP_FR).status()).isEqualTo(404);
        assertThat(api.get("/v1/cases/" + new UUID(0, 0)).status()).isEqualTo(404);
        assertThat(api.get("/v1/cases/7").status()).isEqualTo(400);
    }

    @Test
    void shouldTellUntilWhenNobodyIsAlarmed() throws Exception {
        UUID id = rows.discrepancy(1, "shop-de", "1", "unknown_order", "open");
        store.execute("update discrepancy_case set grace_until = '2026-11-22T12:15:00Z'");

        assertThat(api.get("/v1/cases/" + id).json().getString("graceUntil")).isEqualTo("2026-11-22T12:15:00Z");
    }

    @Test
    void shouldResolveACase() throws Exception {
        UUID id = rows.discrepancy(1, "shop-de", "1", "unhandled_kind", "open");

        Answer answer = resolve(id, SHOP_DE, "{'note': ' we know ', 'action': 'dismiss'}");

        assertThat(answer.status()).isEqualTo(200);
        JsonObject resolved = answer.json();
        assertThat(resolved.getString("state")).isEqualTo("resolved");
        assertThat(resolved.getString("action")).isEqualTo("dismiss");
        assertThat(resolved.getString("note")).isEqualTo("we know");
        assertThat(resolved.getString("resolvedBy")).isEqualTo("de");
        assertThat(resolved.getString("resolvedAt")).isNotNull();
        assertThat(resolved.getString("closedAt")).isNull();
        assertFound("?state=resolved", OPERATOR, id);
    }

    @Test
    void shouldAnswerTheSameOnlyToTheSameAgain() throws Exception {
        UUID id = rows.discrepancy(1, "shop-de", "1", "unhandled_kind", "open");
        Answer first = resolve(id, OPERATOR, "{'note': 'we know'}");

        assertThat(resolve(id, OPERATOR, "{'note': 'we know'}").json()).isEqualTo(first.json());
        assertThat(List.of(
                        resolve(id, OPERATOR, "{'note': 'we know it'}").status(),
                        resolve(id, OPERATOR, "{'note': 'we know', 'action': 'accept'}")
                                .status(),
                        resolve(id, SHOP_DE, "{'note': 'we know'}").status()))
                .containsOnly(409);
        assertThat(resolve(id, SHOP_DE, "{'note': 'we know'}").json().getString("detail"))
                .startsWith("The case is resolved already: dismiss by ops at 2");
    }

    @Test
    void shouldSayWhyACaseCannotBeResolved() throws Exception {
        UUID closed = rows.discrepancy(1, "shop-de", "1", "underpaid", "closed");
        UUID unknown = rows.discrepancy(2, "shop-de", "1", "unknown_order", "open");

        assertThat(resolve(closed, OPERATOR, "{'note': 'fine'}").json().getString("detail"))
                .isEqualTo("The case is closed: what it was about does not hold any more, since 2026-11-22T12:01:00Z");
        Answer accepted = resolve(unknown, OPERATOR, "{'note': 'fine', 'action': 'accept'}");
        assertThat(accepted.status()).isEqualTo(409);
        assertThat(accepted.json().getString("detail"))
                .isEqualTo("Nobody's word can make a case of kind unknown_order right; allowed is dismiss");
        assertFound("?state=open", OPERATOR, unknown);
    }

    @Test
    void shouldLetOnlyThoseResolveWhoseCaseItIs() throws Exception {
        UUID id = rows.discrepancy(1, "shop-de", "1", "unhandled_kind", "open");

        assertThat(resolve(id, VIEWER, "{'note': 'fine'}").status()).isEqualTo(403);
        assertThat(resolve(id, SHOP_FR, "{'note': 'fine'}").status()).isEqualTo(404);
        assertThat(resolve(new UUID(0, 0), OPERATOR, "{'note': 'fine'}").status())
                .isEqualTo(404);
        assertFound("?state=open", OPERATOR, id);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[]",
                "{}",
                "{'note': ''}",
                "{'note': '  '}",
                "{'note': 7}",
                "{'note': 'fine', 'action': 'close'}",
                "{'note': 'fine', 'action': null}",
                "{'note': 'fine', 'actions': 'accept'}",
                "{'note': 'a\\u0000b'}"
            })
    void shouldRefuseOtherBodies(String body) throws Exception {
        UUID id = rows.discrepancy(1, "shop-de", "1", "unhandled_kind", "open");

        assertThat(resolve(id, OPERATOR, body).status()).isEqualTo(400);
        assertFound("?state=open", OPERATOR, id);
    }

    @Test
    void shouldRefuseANoteThatIsTooLong() throws Exception {
        UUID id = rows.discrepancy(1, "shop-de", "1", "unhandled_kind", "open");

        assertThat(resolve(id, OPERATOR, "{'note': '" + "n".repeat(1001) + "'}").status())
                .isEqualTo(400);
        assertThat(resolve(id, OPERATOR, "{'note': '" + "n".repeat(1000) + "'}").status())
                .isEqualTo(200);
    }

    private Answer resolve(UUID id, String token, String body) throws Exception {
        return api.send("POST", "/v1/cases/" + id + "/resolve", token, body.replace('\'', '"'));
    }

    @ParameterizedTest
    @ValueSource(strings = {"state=new", "kind=strange", "limit=1000", "cursor=!", "order=1"})
    void shouldRefuseOtherFilters(String query) throws Exception {
        assertThat(api.get("/v1/cases?" + query).status()).isEqualTo(400);
    }
}
