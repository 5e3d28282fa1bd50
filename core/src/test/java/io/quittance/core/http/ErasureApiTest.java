package io.quittance.core.http;

import static io.quittance.core.http.ManagementFixture.OPERATOR;
import static io.quittance.core.http.ManagementFixture.SHOP_DE;
import static io.quittance.core.http.ManagementFixture.VIEWER;
import static org.assertj.core.api.Assertions.assertThat;

import io.quittance.core.http.ManagementFixture.Answer;
import io.quittance.core.testing.PostgresTest;
import io.quittance.core.testing.TestDatabase;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.junit5.VertxExtension;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@PostgresTest
@ExtendWith(VertxExtension.class)
final class ErasureApiTest {

    private static final String ERASE = "/v1/merchants/shop-de/orders/10482/erase";

    private TestDatabase store;
    private ManagementFixture api;
    private UUID notification;

    @BeforeEach
    void start(Vertx vertx, TestDatabase given) throws Exception {
        store = given;
        StoredRows rows = new StoredRows(given);
        rows.order("shop-de", "10482", "paid", 100, 1);
        rows.payment("de-cards", "shop-de", "p1", "10482");
        notification = rows.accepted(1, "de-cards", "p1", "done");
        api = ManagementFixture.start(vertx, given.database(vertx).general(), new FakeOrderDesk());
    }

    @Test
    void shouldEraseForOperatorsAloneAndOnRecord() throws Exception {
        assertThat(api.send("POST", ERASE, SHOP_DE, "{}").status()).isEqualTo(403);
        assertThat(api.send("POST", ERASE, VIEWER, "{}").status()).isEqualTo(403);
        assertThat(erased()).isZero();

        Answer answer = api.send("POST", ERASE, OPERATOR, "{}");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.json().getBoolean("dryRun")).isFalse();
        assertThat(answer.json().getInteger("notifications")).isEqualTo(1);
        assertThat(erased()).isEqualTo(1);
        JsonObject entry = api.get("/v1/audit").json().getJsonArray("items").getJsonObject(0);
        assertThat(entry.getString("action")).isEqualTo("erase");
        assertThat(entry.getString("outcome")).isEqualTo("done");
        assertThat(entry.getJsonObject("target"))
                .isEqualTo(new JsonObject().put("kind", "order").put("id", "10482"));
        assertThat(entry.getJsonObject("detail").getInteger("notifications")).isEqualTo(1);
    }

    @Test
    void shouldOnlyCountInADryRun() throws Exception {
        Answer answer = api.send("POST", ERASE, OPERATOR, "{\"dryRun\": true}");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.json().getBoolean("dryRun")).isTrue();
        assertThat(answer.json().getInteger("notifications")).isEqualTo(1);
        assertThat(erased()).isZero();
        assertThat(api.get("/v1/audit").column("id")).isEmpty();
    }

    @Test
    void shouldRefuseWhatCannotBeErased() throws Exception {
        assertThat(api.send("POST", ERASE, OPERATOR, "{\"dry\": true}").status())
                .isEqualTo(400);
        assertThat(api.send("POST", "/v1/merchants/shop-de/orders/9/erase", OPERATOR, "{}")
                        .status())
                .isEqualTo(404);
        store.execute("update notification_item set state = 'waiting', next_attempt_at = now()");
        assertThat(api.send("POST", ERASE, OPERATOR, "{}").status()).isEqualTo(409);
        assertThat(erased()).isZero();
    }

    @Test
    void shouldSayOfANotificationThatItIsErased() throws Exception {
        assertThat(api.get("/v1/notifications/" + notification).json().getString("erasedAt"))
                .isNull();
        String at = api.send("POST", ERASE, OPERATOR, "{}").json().getString("at");

        JsonObject shown = api.get("/v1/notifications/" + notification).json();
        assertThat(shown.getString("erasedAt").substring(0, 19)).isEqualTo(at.substring(0, 19));
        assertThat(shown.getInteger("bodyLength")).isZero();
        Answer refused = api.post("/v1/notifications/" + notification + "/replay");
        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.json().getString("detail")).contains("was erased at");
    }

    private int erased() {
        return store.query("select from notification where erased_at is not null")
                .size();
    }
}
