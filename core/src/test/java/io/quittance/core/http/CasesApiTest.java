package io.quittance.core.http;

import static io.quittance.core.http.ManagementFixture.OPERATOR;
import static io.quittance.core.http.ManagementFixture.SHOP_DE;
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

    private StoredRows rows;
    private ManagementFixture api;

    @BeforeEach
    void start(Vertx vertx, TestDatabase store) throws Exception {
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

    @ParameterizedTest
    @ValueSource(strings = {"state=new", "kind=strange", "limit=1000", "cursor=!", "order=1"})
    void shouldRefuseOtherFilters(String query) throws Exception {
        assertThat(api.get("/v1/cases?" + query).status()).isEqualTo(400);
    }
}
