package io.quittance.provider.secuconnect.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import io.quittance.spi.Money;
import io.quittance.spi.simulator.Faults;
import io.quittance.spi.simulator.Faults.Api;
import io.quittance.spi.simulator.Faults.Delivery;
import io.quittance.spi.simulator.Life;
import io.quittance.spi.simulator.ProviderSimulator;
import io.quittance.spi.simulator.Sale;
import io.quittance.spi.simulator.SimulatorEnvironment;
import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.client.HttpRequest;
import io.vertx.ext.web.client.HttpResponse;
import io.vertx.ext.web.client.WebClient;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The API as the vendor's pages describe it, with nobody listening to pushes. */
@Timeout(60)
class SecuconnectApiTest {

    private static final String PAYMENTS = "/api/v2/Payment/Transactions";
    private static final String SMART = "/api/v2/Smart/Transactions";

    private final Vertx vertx = Vertx.vertx();
    private final WebClient client = WebClient.create(vertx);
    private final Clock clock = Clock.systemUTC();
    private ProviderSimulator simulator;

    @BeforeEach
    void start() {
        start(Duration.ofMinutes(20));
    }

    @AfterEach
    void closeVertx() throws Exception {
        vertx.close().await(20, TimeUnit.SECONDS);
    }

    @Test
    void shouldGiveTokensForFormsAndForJson() {
        JsonObject settings = simulator.settings();
        MultiMap form = MultiMap.caseInsensitiveMultiMap()
                .add("grant_type", "client_credentials")
                .add("client_id", settings.getString("clientId"))
                .add("client_secret", settings.getString("clientSecret"));
        JsonObject json = new JsonObject();
        form.forEach(json::put);

        for (HttpResponse<Buffer> answer : List.of(
                token().sendForm(form).await(), token().sendJsonObject(json).await())) {
            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.bodyAsJsonObject().getString("access_token")).matches("[a-z0-9]{26}");
            assertThat(answer.bodyAsJsonObject().getLong("expires_in")).isEqualTo(1200);
            assertThat(answer.bodyAsJsonObject().getString("token_type")).isEqualTo("bearer");
            assertThat(answer.getHeader("Cache-Control")).isEqualTo("no-store");
        }
    }

    @Test
    void shouldRefuseWrongCredentialsInTheShapeOfOAuth() {
        HttpResponse<Buffer> answer = token().sendJsonObject(new JsonObject()
                        .put("grant_type", "client_credentials")
                        .put("client_id", "somebody")
                        .put("client_secret", "else"))
                .await();

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.bodyAsJsonObject().fieldNames()).containsExactlyInAnyOrder("error", "error_description");
        assertThat(answer.bodyAsJsonObject().getString("error")).isEqualTo("invalid_client");
    }

    @Test
    void shouldRefuseAnUnknownTokenInBothWays() {
        List<HttpResponse<Buffer>> answers = IntStream.range(0, 20)
                .mapToObj(call -> client.getAbs(uri(PAYMENTS))
                        .bearerTokenAuthentication("unknown")
                        .send()
                        .await())
                .toList();

        assertThat(answers)
                .extracting(HttpResponse::statusCode)
                .contains(401, 403)
                .containsOnly(401, 403);
        assertThat(answers).allSatisfy(answer -> {
            assertThat(answer.bodyAsJsonObject().getString("status")).isEqualTo("error");
            assertThat(answer.bodyAsJsonObject().getValue("code").toString()).isEqualTo("2003");
            assertThat(answer.bodyAsJsonObject().getString("supportId")).isNotEmpty();
        });
    }

    @Test
    void shouldRefuseATokenThatEnded() {
        start(Duration.ZERO);

        assertThat(get(PAYMENTS).statusCode()).isIn(401, 403);
    }

    @Test
    void shouldTellAPaymentWithItsRefund() {
        sell("order-1", Life.PARTIALLY_REFUNDED);

        JsonObject smart = onlyOf(get(SMART + "?q=" + referenceField() + ":%22order-1%22"));
        String id = smart.getJsonArray("transactions").getJsonObject(0).getString("id");
        JsonObject payment = get(PAYMENTS + "/" + id).bodyAsJsonObject();
        JsonArray related = payment.getJsonArray("related_transactions");
        JsonObject refund =
                get(PAYMENTS + "/" + related.getJsonObject(0).getString("id")).bodyAsJsonObject();
        JsonObject left = get(PAYMENTS + "/" + id + "/checkStatus").bodyAsJsonObject();

        assertThat(smart.getString("status")).isEqualTo("ok");
        assertThat(id).matches("PCI_[A-Z0-9]{30}");
        assertThat(number(payment, "amount")).isEqualTo(1000);
        assertThat(related.getJsonObject(0).getString("hierarchy")).isEqualTo("child");
        assertThat(number(refund, "amount")).isEqualTo(-333);
        assertThat(refund.getJsonArray("parents").getJsonObject(0).getString("id"))
                .isEqualTo(id);
        assertThat(number(refund.getJsonObject("details"), "status_simple")).isEqualTo(1);
        assertThat(number(left, "amount")).isEqualTo(667);
        assertThat(get(PAYMENTS + "/" + id + "/OldFormat").statusCode()).isEqualTo(404);
    }

    @Test
    void shouldFindOnlyThePaymentOfTheLatestAttempt() {
        sell("order-1", Life.FAILED_THEN_PAID);

        JsonArray payments =
                get(PAYMENTS + "?sort=created:asc").bodyAsJsonObject().getJsonArray("data");
        assertThat(payments).hasSize(2);
        assertThat(countOfSmart(payments.getJsonObject(0))).isZero();
        assertThat(countOfSmart(payments.getJsonObject(1))).isEqualTo(1);
    }

    @Test
    void shouldListByTimeAndByPage() {
        for (int number = 0; number < 5; number++) {
            sell("order-" + number, Life.PAID);
        }
        String all = "created:%5B2020-01-01T00:00:00%2B01:00%20TO%20*%5D";

        JsonObject page = get(PAYMENTS + "?q=" + all + "&sort=created:asc&count=2&offset=4")
                .bodyAsJsonObject();
        JsonObject none =
                get(PAYMENTS + "?q=created:%5B*%20TO%202020-01-01T00:00:00Z%5D").bodyAsJsonObject();

        assertThat(page.getInteger("count")).isEqualTo(5);
        assertThat(page.getJsonArray("data")).hasSize(1);
        assertThat(none).isEqualTo(new JsonObject().put("count", 0).put("data", new JsonArray()));
    }

    @Test
    void shouldNotKnowWhatDoesNotExist() {
        for (String path : List.of(
                PAYMENTS + "/PCI_NONE",
                PAYMENTS + "/none/OldFormat",
                PAYMENTS + "/PCI_NONE/checkStatus",
                SMART + "/STX_NONE")) {
            assertThat(get(path).statusCode()).as(path).isEqualTo(404);
            assertThat(get(path).bodyAsJsonObject().getString("status")).isEqualTo("error");
        }
        assertThat(get(SMART + "?q=transactions.id:PCI_NONE&count=1")
                        .bodyAsJsonObject()
                        .getInteger("count"))
                .isZero();
        assertThat(get(SMART + "?q=%5B").statusCode()).isEqualTo(400);
    }

    private int countOfSmart(JsonObject payment) {
        return get(SMART + "?q=transactions.id:" + payment.getString("id") + "&count=1")
                .bodyAsJsonObject()
                .getInteger("count");
    }

    private JsonObject onlyOf(HttpResponse<Buffer> answer) {
        assertThat(answer.bodyAsJsonObject().getInteger("count")).isEqualTo(1);
        return answer.bodyAsJsonObject().getJsonArray("data").getJsonObject(0);
    }

    private static long number(JsonObject json, String field) {
        return Long.parseLong(json.getValue(field).toString());
    }

    private String referenceField() {
        return simulator.settings().getString("orderReference");
    }

    private HttpRequest<Buffer> token() {
        return client.postAbs(uri("/oauth/token"));
    }

    private HttpResponse<Buffer> get(String path) {
        JsonObject settings = simulator.settings();
        JsonObject credentials = new JsonObject()
                .put("grant_type", "client_credentials")
                .put("client_id", settings.getString("clientId"))
                .put("client_secret", settings.getString("clientSecret"));
        String token =
                token().sendJsonObject(credentials).await().bodyAsJsonObject().getString("access_token");
        return client.getAbs(uri(path)).bearerTokenAuthentication(token).send().await();
    }

    private String uri(String path) {
        return simulator.settings().getString("baseUrl") + path;
    }

    private void sell(String reference, Life life) {
        simulator.begin(new Sale(reference, new Money(1000, "EUR"), life)).await();
    }

    /** Nothing is pushed, so that the API is all there is; with a seed for which no sale here has the old format. */
    private void start(Duration tokenLifetime) {
        Faults silent = new Faults(
                new Delivery(0, 0, Duration.ZERO, 0, 0, 1, 0),
                Faults.none().strangers(),
                new Api(0, 0, Duration.ZERO, tokenLifetime));
        simulator = new SecuconnectSimulatorFactory()
                .start(new SimulatorEnvironment(vertx, clock, 4, silent))
                .await();
        simulator.connect(URI.create("http://127.0.0.1:1/nobody"), "shop");
    }
}
