package io.quittance.core.http;

import static io.quittance.core.http.ManagementFixture.OPERATOR;
import static org.assertj.core.api.Assertions.assertThat;

import io.quittance.core.http.ManagementFixture.Answer;
import io.quittance.core.store.Database;
import io.quittance.core.store.StoreAddress;
import io.quittance.spi.Secret;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.junit5.VertxExtension;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What holds for all paths. The store is one that nobody runs. */
@ExtendWith(VertxExtension.class)
class ManagementRouterTest {

    private static final String ORDER = "/v1/merchants/shop-de/orders/10482";

    private final FakeOrderDesk desk = new FakeOrderDesk();
    private Database database;
    private ManagementFixture api;

    @BeforeEach
    void start(Vertx vertx) throws Exception {
        StoreAddress nobody = StoreAddress.parse(
                "postgresql://nobody@127.0.0.1:1/nothing?sslmode=disable", new Secret(List.of("none")));
        database = Database.open(vertx, nobody, 3);
        api = ManagementFixture.start(vertx, database.general(), desk);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"/", "/v1", "/v1/nothing", "/v1/merchants/shop-de/orders/", "/v1/merchants/shop-de/orders/1/2"})
    void shouldNotKnowOtherPaths(String path) throws Exception {
        assertProblem(api.get(path), 404);
    }

    @ParameterizedTest
    @CsvSource({
        "DELETE,/v1/merchants/shop-de/orders/1,GET|PUT",
        "GET,/v1/merchants/shop-de/orders/1/cancel,POST",
        "POST,/v1/notifications,GET",
        "POST,/health/live,GET"
    })
    void shouldNameTheMethodsOfAPath(String method, String path, String allowed) throws Exception {
        Answer answer = api.send(method, path, OPERATOR, "");

        assertProblem(answer, 405);
        assertThat(answer.header("Allow").orElseThrow().split(", ?")).containsExactlyInAnyOrder(allowed.split("\\|"));
    }

    @Test
    void shouldRefuseLargeBodies() throws Exception {
        assertProblem(api.put(ORDER, "x".repeat(64 * 1024 + 1)), 413);
        assertProblem(api.put(ORDER, "x".repeat(64 * 1024)), 400);
    }

    @Test
    void shouldRefuseLargeChunkedBodies() throws Exception {
        Answer answer = api.send(api.request(
                        "PUT", ORDER, BodyPublishers.fromPublisher(BodyPublishers.ofByteArray(new byte[64 * 1024 + 1])))
                .header("Authorization", "Bearer " + OPERATOR));

        assertProblem(answer, 413);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/v1/notifications?state=%zz", "/v1/merchants/shop-de/orders/%zz"})
    void shouldRefuseWhatCannotBeDecoded(String target) throws Exception {
        assertThat(api.raw("GET " + target)).startsWith("HTTP/1.1 400 ").contains("application/problem+json");
    }

    @ParameterizedTest
    @ValueSource(strings = {"-2", "zz", "10000000000000002", "2;a\nb"})
    void shouldRefuseABodyThatCannotBeDecoded(String chunk) throws Exception {
        try (RawConnection connection = new RawConnection(api.port())) {
            connection.send(unfinished() + chunk + "\r\n{}\r\n0\r\n\r\n");

            assertThat(connection.answer().status()).isEqualTo(400);
            assertThat(connection.isClosedByServer()).isTrue();
        }
    }

    @Test
    void shouldNotTakeTheStoreForGoneWhenACallerHangsUp() throws Exception {
        try (LoggedProblems problems = new LoggedProblems()) {
            try (RawConnection connection = new RawConnection(api.port())) {
                connection.send(unfinished() + "2\r\n{");
            }
            new RawConnection(api.port()).send(unfinished() + "2\r\n{").reset();

            // Served by the same event loop, after what became of the others.
            assertThat(api.get("/health/live", null).status()).isEqualTo(200);
            assertThat(problems.seen()).isEmpty();
        }
    }

    private static String unfinished() {
        return "PUT " + ORDER + " HTTP/1.1\r\nHost: h\r\nAuthorization: Bearer " + OPERATOR
                + "\r\nTransfer-Encoding: chunked\r\n\r\n";
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                ORDER,
                ORDER + "/timeline",
                "/v1/notifications",
                "/v1/cases",
                "/v1/accounts",
                "/v1/notifications/019aa7c3-5a00-7000-8000-000000000001"
            })
    void shouldAskToTryAgainWithoutAStore(String path) throws Exception {
        Answer answer = api.get(path);

        assertProblem(answer, 503);
        assertThat(answer.header("Retry-After")).hasValue("5");
    }

    @Test
    void shouldTellNobodyWhatFailedUnexpectedly() throws Exception {
        desk.registration = Future.failedFuture(new IllegalStateException("a secret of ours"));

        Answer answer = api.put(ORDER, "{\"amount\":100,\"currency\":\"EUR\"}");

        assertThat(answer.status()).isEqualTo(500);
        assertThat(answer.body())
                .doesNotContain("secret")
                .doesNotContain("Exception")
                .doesNotContain("io.quittance");
    }

    @Test
    void shouldServeItsContractToAnybody() throws Exception {
        Answer answer = api.get("/openapi.json", null);

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.json()).isEqualTo(ManagementContract.document());
    }

    @Test
    void shouldServeMetrics() throws Exception {
        Answer answer = api.get("/metrics");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("Content-Type"))
                .hasValueSatisfying(type -> assertThat(type).startsWith("text/plain"));
        assertThat(answer.body()).contains("quittance_items_waiting 0.0");
    }

    @Test
    void shouldLiveWithoutAStore() throws Exception {
        assertThat(api.get("/health/live", null).json()).isEqualTo(new JsonObject().put("status", "live"));
    }

    @Test
    void shouldBeReadyIfTheStoreIs(Vertx vertx) throws Exception {
        ManagementFixture ready = health(vertx, Future.succeededFuture(true));

        Answer answer = ready.get("/health/ready", null);

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.json()).isEqualTo(new JsonObject().put("status", "ready"));
    }

    @Test
    void shouldNotBeReadyWithoutAStore(Vertx vertx) throws Exception {
        assertProblem(health(vertx, database.reachable()).get("/health/ready", null), 503);
        assertProblem(health(vertx, Future.failedFuture("no")).get("/health/ready", null), 503);
    }

    @Test
    void shouldNotLiveWithoutItsEventLoops(Vertx vertx) throws Exception {
        assertThat(health(vertx, () -> true).get("/health/live", null).status()).isEqualTo(200);
        assertProblem(health(vertx, () -> false).get("/health/live", null), 503);
    }

    private static ManagementFixture health(Vertx vertx, BooleanSupplier liveness) throws Exception {
        return health(vertx, new HealthApi(() -> Future.succeededFuture(true), liveness));
    }

    private static ManagementFixture health(Vertx vertx, HealthApi health) throws Exception {
        return ManagementFixture.start(
                vertx, ManagementRouter.create(vertx, ManagementFixture.authentication(List::of), List.of(health)));
    }

    private static ManagementFixture health(Vertx vertx, Future<Boolean> readiness) throws Exception {
        return health(vertx, new HealthApi(() -> readiness, () -> true));
    }

    private static void assertProblem(Answer answer, int status) {
        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.header("Content-Type")).hasValue("application/problem+json");
        assertThat(answer.json().getInteger("status")).isEqualTo(status);
        assertThat(answer.json().getString("title")).isNotBlank();
        assertThat(answer.json().getString("detail")).isNotBlank();
    }
}
