package io.quittance.core.http;

import static io.quittance.core.http.ManagementFixture.OPERATOR;
import static io.quittance.core.http.ManagementFixture.SHOP_DE;
import static io.quittance.core.http.ManagementFixture.VIEWER;
import static org.assertj.core.api.Assertions.assertThat;

import io.quittance.core.console.SignInLimit;
import io.quittance.core.http.ManagementFixture.Answer;
import io.quittance.core.testing.PostgresTest;
import io.quittance.core.testing.TestDatabase;
import io.vertx.core.Vertx;
import io.vertx.junit5.VertxExtension;
import io.vertx.sqlclient.Pool;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@PostgresTest
@ExtendWith(VertxExtension.class)
class BearerAuthenticationTest {

    private static final Map<String, String> TOKENS =
            Map.of("operator", OPERATOR, "viewer", VIEWER, "shop-de", SHOP_DE, "shop-fr", ManagementFixture.SHOP_FR);

    private StoredRows rows;
    private Pool pool;
    private ManagementFixture api;

    @BeforeEach
    void start(Vertx vertx, TestDatabase store) throws Exception {
        rows = new StoredRows(store);
        pool = store.database(vertx).general();
        api = ManagementFixture.start(vertx, pool, new FakeOrderDesk());
    }

    @ParameterizedTest
    @CsvSource({
        "PUT, /v1/merchants/shop-de/orders/1, 201, 403, 201, 403",
        "GET, /v1/merchants/shop-de/orders/1, 200, 200, 200, 403",
        "GET, /v1/merchants/shop-de/orders/2, 404, 404, 404, 403",
        "GET, /v1/merchants/nobody/orders/1, 404, 404, 403, 403",
        "POST, /v1/merchants/shop-de/orders/1/cancel, 200, 403, 200, 403",
        "GET, /v1/merchants/shop-de/orders/1/timeline, 200, 200, 200, 403",
        "GET, /v1/notifications, 200, 200, 200, 200",
        "GET, /v1/notifications/019aab8f-f200-7000-8000-000000000001, 200, 200, 200, 404",
        "GET, /v1/cases, 200, 200, 200, 200",
        "GET, /v1/accounts, 200, 200, 200, 200",
        "GET, /v1/providers, 200, 200, 200, 200",
        "GET, /metrics, 200, 200, 403, 403",
        "GET, /health/live, 200, 200, 200, 200"
    })
    void shouldAllowWhatTheRoleMay(String method, String path, int operator, int viewer, int own, int other)
            throws Exception {
        rows.order("shop-de", "1", "awaiting_payment", 0, 0);
        String id = rows.accepted(1, "de-cards", "9001", "done").toString();
        String target = path.replaceAll("[0-9a-f-]{36}", id);

        assertThat(status(method, target, "operator")).isEqualTo(operator);
        assertThat(status(method, target, "viewer")).isEqualTo(viewer);
        assertThat(status(method, target, "shop-de")).isEqualTo(own);
        assertThat(status(method, target, "shop-fr")).isEqualTo(other);
    }

    private int status(String method, String path, String holder) throws Exception {
        return api.send(method, path, TOKENS.get(holder), "{\"amount\":100,\"currency\":\"EUR\"}")
                .status();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/v1/notifications", "/v1/nothing", "/v1/merchants/shop-de/orders/1", "/metrics"})
    void shouldRefuseWhoBringsNoToken(String path) throws Exception {
        Answer answer = api.get(path, null);

        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.header("WWW-Authenticate")).hasValue("Bearer realm=\"quittance\"");
        assertThat(answer.header("Content-Type")).hasValue("application/problem+json");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Bearer wrong",
                "Bearer",
                "Bearer operator-toke",
                "Bearer operator-token2",
                "Bearer operator-token viewer-token",
                "Basic operator-token",
                "operator-token"
            })
    void shouldRefuseAnUnknownToken(String header) throws Exception {
        Answer answer = authorized(header);

        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.header("WWW-Authenticate")).hasValue("Bearer realm=\"quittance\", error=\"invalid_token\"");
        assertThat(answer.body()).doesNotContain("operator-token");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Bearer operator-token", "bearer operator-token", "Bearer older-operator-token"})
    void shouldTakeEachValueOfAToken(String header) throws Exception {
        assertThat(authorized(header).status()).isEqualTo(200);
    }

    @Test
    void shouldNotHearWhoGuesses() throws Exception {
        for (int guess = 0; guess < SignInLimit.OF_PROGRAMS; guess++) {
            assertThat(from("203.0.113.9", "guess-" + guess).status()).isEqualTo(401);
        }

        Answer answer = from("203.0.113.9", OPERATOR);

        assertThat(answer.status()).isEqualTo(429);
        assertThat(answer.header("Retry-After")).hasValue("60");
        assertThat(from("203.0.113.10", OPERATOR).status()).isEqualTo(200);
    }

    private Answer from(String address, String token) throws Exception {
        return api.send(api.request("GET", "/v1/notifications", BodyPublishers.noBody())
                .header("X-Forwarded-For", address)
                .header("Authorization", "Bearer " + token));
    }

    private Answer authorized(@Nullable String header) throws Exception {
        return api.send(
                api.request("GET", "/v1/notifications", BodyPublishers.noBody()).header("Authorization", header));
    }

    @Test
    void shouldRefuseEverybodyWithoutTokens(Vertx vertx) throws Exception {
        ManagementFixture closed =
                ManagementFixture.start(vertx, ManagementFixture.router(vertx, pool, new FakeOrderDesk(), List.of()));

        assertThat(closed.get("/v1/notifications", OPERATOR).status()).isEqualTo(401);
        assertThat(closed.get("/health/live", null).status()).isEqualTo(200);
    }
}
