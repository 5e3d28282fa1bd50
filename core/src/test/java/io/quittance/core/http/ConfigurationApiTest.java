package io.quittance.core.http;

import static io.quittance.core.http.ManagementFixture.SHOP_DE;
import static io.quittance.core.http.ManagementFixture.VIEWER;
import static org.assertj.core.api.Assertions.assertThat;

import io.quittance.core.testing.PostgresTest;
import io.quittance.core.testing.TestDatabase;
import io.vertx.core.Vertx;
import io.vertx.ext.web.Router;
import io.vertx.junit5.VertxExtension;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@PostgresTest
@ExtendWith(VertxExtension.class)
final class ConfigurationApiTest {

    private final FakeConfigurationDesk desk = new FakeConfigurationDesk();
    private TestDatabase store;
    private ManagementFixture api;

    @BeforeEach
    void start(Vertx vertx, TestDatabase given) throws Exception {
        store = given;
        AuditLog audit = ManagementFixture.audit(given.database(vertx).management(), Clock.systemUTC());
        Router router = ManagementRouter.create(
                vertx,
                ManagementFixture.authentication(() -> ManagementFixture.TOKENS),
                List.of(new ConfigurationApi(desk, audit)));
        api = ManagementFixture.start(vertx, router);
    }

    @Test
    void shouldTellOperatorsWhatIsInForce() throws Exception {
        assertThat(api.get("/v1/configuration").json()).isEqualTo(desk.describe());
    }

    @Test
    void shouldTellNobodyElse() throws Exception {
        assertThat(api.get("/v1/configuration", VIEWER).status()).isEqualTo(403);
        assertThat(api.get("/v1/configuration", SHOP_DE).status()).isEqualTo(403);
        assertThat(api.get("/v1/configuration", null).status()).isEqualTo(401);
        assertThat(api.get("/v1/configuration?account=x").status()).isEqualTo(400);
    }

    @Test
    void shouldGoBackForOperatorsOnly() throws Exception {
        assertThat(api.post("/v1/configuration/rollback").json()).isEqualTo(desk.describe());
        assertThat(api.send("POST", "/v1/configuration/rollback", VIEWER, "").status())
                .isEqualTo(403);
        assertThat(api.send("POST", "/v1/configuration/rollback", SHOP_DE, "").status())
                .isEqualTo(403);
        assertThat(desk.rolledBack()).containsExactly("ops");
    }

    @Test
    void shouldSayWhyItDoesNotGoBack() throws Exception {
        desk.refuse("There is none");

        ManagementFixture.Answer answer = api.post("/v1/configuration/rollback");

        assertThat(answer.status()).isEqualTo(409);
        assertThat(answer.json().getString("detail")).isEqualTo("There is none");
        assertThat(store.query("select actor, action, outcome from audit_entry"))
                .containsExactly(Map.of("actor", "ops", "action", "rollback", "outcome", "refused"));
    }
}
