package io.quittance.core.http;

import static io.quittance.core.http.ManagementFixture.SHOP_DE;
import static io.quittance.core.http.ManagementFixture.SHOP_FR;
import static io.quittance.core.http.StoredRows.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import io.quittance.core.testing.PostgresTest;
import io.quittance.core.testing.TestDatabase;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.junit5.VertxExtension;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@PostgresTest
@ExtendWith(VertxExtension.class)
class InventoryApiTest {

    private StoredRows rows;
    private ManagementFixture api;

    @BeforeEach
    void start(Vertx vertx, TestDatabase store) throws Exception {
        rows = new StoredRows(store);
        api = ManagementFixture.start(vertx, store.database(vertx).general(), new FakeOrderDesk());
    }

    @Test
    void shouldListAccountsWithWhenTheyWereLastHeard() throws Exception {
        rows.notification(NOON, 1, "de-cards", "ignored", new byte[0]);
        rows.notification(NOON.plusSeconds(1), 2, "de-cards", "ignored", new byte[0]);

        rows.credentialUse(NOON, "de-cards", "site:1#bb");

        JsonObject list = api.get("/v1/accounts").json();

        assertThat(list.getJsonArray("items").getJsonObject(0)).isEqualTo(new JsonObject("""
                        {"id": "de-cards", "merchant": "shop-de", "provider": "smart2pay", "path": "/smart2pay/de",
                         "live": false, "running": true, "isolation": "none", "problem": null, "lastHeardAt": "2026-11-22T12:00:01Z",
                         "credentials": [{"name": "site:1#aa", "lastUsedAt": null},
                                         {"name": "site:1#bb", "lastUsedAt": "2026-11-22T12:00:00Z"}]}
                        """));
        assertThat(api.get("/v1/accounts").column("lastHeardAt"))
                .containsExactly("2026-11-22T12:00:01Z", "null", "null");
        assertThat(list.getString("next")).isNull();
    }

    @Test
    void shouldShowAMerchantItsOwn() throws Exception {
        assertThat(api.get("/v1/accounts", SHOP_DE).column("id")).containsExactly("de-cards", "de-debit");
        assertThat(api.get("/v1/accounts", SHOP_FR).column("isolation")).containsExactly("quarantine");
        assertThat(api.get("/v1/accounts", SHOP_FR).column("problem"))
                .containsExactly("its plugin blocked an event loop");
        assertThat(api.get("/v1/providers", SHOP_DE).column("name")).containsExactly("secuconnect", "smart2pay");
        assertThat(api.get("/v1/providers", SHOP_FR).column("name")).containsExactly("smart2pay");
    }

    @Test
    void shouldListProviders() throws Exception {
        assertThat(api.get("/v1/providers").json().getJsonArray("items").getJsonObject(0))
                .isEqualTo(new JsonObject("""
                        {"name": "secuconnect", "version": "1.2", "spi": "[1.0, 2.0)", "jar": "secuconnect.jar",
                         "methods": ["POST"], "retryWindow": "PT24H"}
                        """));
    }

    @Test
    void shouldRefuseFilters() throws Exception {
        assertThat(api.get("/v1/accounts?merchant=shop-de").status()).isEqualTo(400);
        assertThat(api.get("/v1/providers?name=x").status()).isEqualTo(400);
    }
}
