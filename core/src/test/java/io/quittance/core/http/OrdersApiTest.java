package io.quittance.core.http;

import static io.quittance.core.http.ManagementFixture.SHOP_DE;
import static org.assertj.core.api.Assertions.assertThat;

import io.quittance.core.http.ManagementFixture.Answer;
import io.quittance.core.reconcile.OrderDesk.Registration;
import io.quittance.core.reconcile.OrderRequest;
import io.quittance.core.testing.PostgresTest;
import io.quittance.core.testing.TestDatabase;
import io.quittance.spi.Money;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.junit5.VertxExtension;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

@PostgresTest
@ExtendWith(VertxExtension.class)
class OrdersApiTest {

    private static final String ORDER = "/v1/merchants/shop-de/orders/10482";
    private static final String VALID = "{\"amount\":100,\"currency\":\"EUR\"}";

    private final FakeOrderDesk desk = new FakeOrderDesk();
    private StoredRows rows;
    private ManagementFixture api;

    @BeforeEach
    void start(Vertx vertx, TestDatabase store) throws Exception {
        rows = new StoredRows(store);
        api = ManagementFixture.start(vertx, store.database(vertx).general(), desk);
    }

    @Test
    void shouldRegisterANewOrder() throws Exception {
        rows.order("shop-de", "10482", "awaiting_payment", 0, 0);

        Answer answer = api.put(ORDER, VALID);

        assertThat(answer.status()).isEqualTo(201);
        assertThat(answer.header("Content-Type")).hasValue("application/json");
        assertThat(answer.json()).isEqualTo(new JsonObject("""
                        {"reference": "10482", "status": "awaiting_payment", "amount": 100, "currency": "EUR",
                         "paid": 0, "refunded": 0, "version": 0, "payments": [], "cases": []}
                        """));
        assertThat(desk.requests)
                .containsExactly(new OrderRequest("shop-de", "10482", new Money(100, "EUR"), null, null, null));
    }

    @ParameterizedTest
    @EnumSource(names = {"SAME", "AMENDED"})
    void shouldAnswerAnotherRegistration(Registration registration) throws Exception {
        rows.order("shop-de", "10482", "awaiting_payment", 0, 3);
        desk.registration = Future.succeededFuture(registration);

        Answer answer = api.put(ORDER, VALID);

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.json().getInteger("version")).isEqualTo(3);
    }

    @Test
    void shouldPassOnAllThatAnOrderMayHave() throws Exception {
        rows.order("shop-de", "10482", "awaiting_payment", 0, 0);

        api.put(ORDER, """
                {"amount": 1000000000000000, "currency": "JPY", "expiresAt": "2026-11-22T12:00:00.123456789+02:00",
                 "account": "de-debit", "metadata": {"price": 10.10, "tags": ["ä", null, true]}}
                """);

        OrderRequest request = desk.requests.get(0);
        assertThat(request.amount()).isEqualTo(new Money(1_000_000_000_000_000L, "JPY"));
        assertThat(request.expiresAt()).isEqualTo(Instant.parse("2026-11-22T10:00:00.123456Z"));
        assertThat(request.account()).isEqualTo("de-debit");
        assertThat(request.metadata()).hasToString("{\"price\":10.10,\"tags\":[\"ä\",null,true]}");
    }

    @Test
    void shouldTakeNullAsNotGiven() throws Exception {
        rows.order("shop-de", "10482", "awaiting_payment", 0, 0);

        api.put(ORDER, "{\"amount\":100,\"currency\":\"EUR\",\"expiresAt\":null,\"account\":null,\"metadata\":null}");

        assertThat(desk.requests)
                .containsExactly(new OrderRequest("shop-de", "10482", new Money(100, "EUR"), null, null, null));
    }

    @Test
    void shouldRefuseToChangeAnOrderThatHasMoney() throws Exception {
        desk.registration = Future.succeededFuture(Registration.CONFLICT);

        assertProblem(api.put(ORDER, VALID), 409, "Conflict");
    }

    @Test
    void shouldNotKnowAMerchantWithoutAccounts() throws Exception {
        assertProblem(api.put("/v1/merchants/nobody/orders/1", VALID), 404, "Not found");
        assertThat(desk.requests).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiterString = " => ",
            value = {
                "{'amount':100} => /currency",
                "{'currency':'EUR'} => /amount",
                "{'amount':0,'currency':'EUR'} => /amount",
                "{'amount':-1,'currency':'EUR'} => /amount",
                "{'amount':1.0,'currency':'EUR'} => /amount",
                "{'amount':1e2,'currency':'EUR'} => /amount",
                "{'amount':'100','currency':'EUR'} => /amount",
                "{'amount':null,'currency':'EUR'} => /amount",
                "{'amount':[100],'currency':'EUR'} => /amount",
                "{'amount':1000000000000001,'currency':'EUR'} => /amount",
                "{'amount':18446744073709551717,'currency':'EUR'} => /amount",
                "{'amount':100,'currency':'eur'} => /currency",
                "{'amount':100,'currency':'EURO'} => /currency",
                "{'amount':100,'currency':'ZZZ'} => /currency",
                "{'amount':100,'currency':'XAU'} => /currency",
                "{'amount':100,'currency':978} => /currency",
                "{'amount':100,'currency':'EUR','colour/s':1} => /colour~1s",
                "{'amount':100,'currency':'EUR','expiresAt':'tomorrow'} => /expiresAt",
                "{'amount':100,'currency':'EUR','expiresAt':'2026-02-30T00:00:00Z'} => /expiresAt",
                "{'amount':100,'currency':'EUR','expiresAt':'2026-11-22T10:00:00'} => /expiresAt",
                "{'amount':100,'currency':'EUR','expiresAt':1795000000} => /expiresAt",
                "{'amount':100,'currency':'EUR','account':'fr-cards'} => /account",
                "{'amount':100,'currency':'EUR','account':7} => /account",
                "{'amount':100,'currency':'EUR','metadata':'text'} => /metadata",
                "{'amount':100,'currency':'EUR','metadata':{'a':['\\u0000']}} => /metadata",
                "{'amount':100,'currency':'EUR','metadata':{'\\u0000':1}} => /metadata",
                "{'amount':100,'currency':'EUR','metadata':{'a':1e400000}} => /metadata",
                "[] => ''",
                "'100' => ''",
                "null => ''",
                "{'amount':100,'amount':200,'currency':'EUR'} => ''",
                "{'amount':100,'currency':'EUR'} {} => ''",
                "{'amount':100, => ''",
                "amount=100 => ''",
                "'' => ''"
            },
            quoteCharacter = '"')
    void shouldPointAtWhatIsWrongInABody(String body, String pointer) throws Exception {
        Answer answer = api.put(ORDER, body.equals("''") ? "" : body.replace('\'', '"'));

        assertProblem(answer, 400, "Bad request");
        JsonArray errors = answer.json().getJsonArray("errors");
        assertThat(errors).hasSize(1);
        assertThat(errors.getJsonObject(0).getString("pointer")).isEqualTo(pointer.replace("''", ""));
        assertThat(errors.getJsonObject(0).getString("detail")).isNotBlank();
        assertThat(desk.requests).isEmpty();
    }

    @Test
    void shouldTellAllThatIsWrongAtOnce() throws Exception {
        Answer answer = api.put(ORDER, "{\"amount\":0,\"currency\":\"E\",\"expiresAt\":\"x\",\"other\":1}");

        assertThat(answer.json().getJsonArray("errors").stream()
                        .map(error -> ((JsonObject) error).getString("pointer")))
                .containsExactlyInAnyOrder("/amount", "/currency", "/expiresAt", "/other");
    }

    @Test
    void shouldRefuseBytesThatAreNotUtf8() throws Exception {
        byte[] body = {'{', '"', (byte) 0xC3, (byte) 0x28, '"', ':', '1', '}'};

        Answer answer = api.send(api.request("PUT", ORDER, BodyPublishers.ofByteArray(body))
                .header("Authorization", "Bearer " + ManagementFixture.OPERATOR));

        assertProblem(answer, 400, "Bad request");
    }

    @Test
    void shouldRefuseDeepBodies() throws Exception {
        assertProblem(api.put(ORDER, "[".repeat(20_000)), 400, "Bad request");
    }

    @Test
    void shouldBoundMetadata() throws Exception {
        rows.order("shop-de", "10482", "awaiting_payment", 0, 0);
        String body = "{\"amount\":100,\"currency\":\"EUR\",\"metadata\":{\"a\":\"%s\"}}";
        int envelope = "{\"a\":\"\"}".length();

        assertThat(api.put(ORDER, body.formatted("x".repeat(16 * 1024 - envelope)))
                        .status())
                .isEqualTo(201);
        assertProblem(api.put(ORDER, body.formatted("x".repeat(16 * 1024 - envelope + 1))), 400, "Bad request");
    }

    @Test
    void shouldTakeABodyOfAnyContentType() throws Exception {
        rows.order("shop-de", "10482", "awaiting_payment", 0, 0);

        Answer answer = api.send(api.request("PUT", ORDER, BodyPublishers.ofString(VALID))
                .header("Authorization", "Bearer " + SHOP_DE)
                .header("Content-Type", "application/x-www-form-urlencoded"));

        assertThat(answer.status()).isEqualTo(201);
    }

    @Test
    void shouldShowAnOrderWithPaymentsAndCases() throws Exception {
        rows.order("shop-de", "10482", "paid", 100, 2);
        rows.payment("de-cards", "shop-de", "9001", "10482");
        UUID open = rows.discrepancy(1, "shop-de", "10482", "overpaid", "open");
        UUID closed = rows.discrepancy(2, "shop-de", "10482", "unknown_order", "closed");
        rows.payment("de-cards", "shop-de", "9002", "another");
        rows.discrepancy(3, "shop-de", "another", "underpaid", "open");

        Answer answer = api.get(ORDER);

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.json()).isEqualTo(new JsonObject("""
                        {"reference": "10482", "status": "paid", "amount": 100, "currency": "EUR",
                         "paid": 100, "refunded": 0, "version": 2,
                         "payments": [{"account": "de-cards", "provider": "smart2pay", "id": "9001", "status": "paid",
                           "amount": 100, "currency": "EUR", "captured": 100, "refunded": 0, "counts": true}],
                         "cases": [{"id": "%s", "kind": "overpaid", "state": "open", "expected": "100 EUR",
                           "seen": "99 EUR", "proposal": "Ask the payer"},
                           {"id": "%s", "kind": "unknown_order", "state": "closed", "expected": "100 EUR",
                           "seen": "99 EUR", "proposal": "Ask the payer"}]}
                        """.formatted(open, closed)));
    }

    @Test
    void shouldNotKnowAnOrderThatOnlyAPaymentNamed() throws Exception {
        rows.shell("shop-de", "10482");

        assertProblem(api.get(ORDER), 404, "Not found");
    }

    @ParameterizedTest
    @CsvSource({"a%2Fb,a/b", "a%20b,a b", "a+b,a+b", "%C3%A4,ä", "%2525,%25", "a:b,a:b", "%F0%9F%98%80,😀"})
    void shouldDecodeReferences(String encoded, String reference) throws Exception {
        rows.order("shop-de", reference, "awaiting_payment", 0, 0);

        Answer answer = api.get("/v1/merchants/shop-de/orders/" + encoded);

        assertThat(answer.json().getString("reference")).isEqualTo(reference);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a%00b", "a%0Ab", "a%7F"})
    void shouldRefuseReferencesWithControlCharacters(String encoded) throws Exception {
        assertProblem(api.get("/v1/merchants/shop-de/orders/" + encoded), 400, "Bad request");
    }

    @Test
    void shouldBoundReferences() throws Exception {
        String longest = "é".repeat(200);
        rows.order("shop-de", longest, "awaiting_payment", 0, 0);

        assertThat(api.get("/v1/merchants/shop-de/orders/" + "%C3%A9".repeat(200))
                        .status())
                .isEqualTo(200);
        assertProblem(api.get("/v1/merchants/shop-de/orders/" + "x".repeat(201)), 400, "Bad request");
    }

    @Test
    void shouldCancelAnOrder() throws Exception {
        rows.order("shop-de", "10482", "cancelled", 0, 1);

        Answer answer = api.post(ORDER + "/cancel");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.json().getString("status")).isEqualTo("cancelled");
        assertThat(desk.cancelled).containsExactly("shop-de/10482");
    }

    @Test
    void shouldNotCancelAnOrderThatIsNotThere() throws Exception {
        desk.cancellation = Future.succeededFuture(false);

        assertProblem(api.post(ORDER + "/cancel"), 404, "Not found");
    }

    @Test
    void shouldTellTheTimelineOldestFirst() throws Exception {
        rows.order("shop-de", "10482", "paid", 100, 1);
        rows.payment("de-cards", "shop-de", "9001", "10482");
        UUID decided = rows.entry(3, "decided", "10482", "9001");
        UUID observed = rows.entry(2, "observed", null, "9001");
        UUID registered = rows.entry(1, "registered", "10482", null);
        rows.entry(4, "observed", null, "9002");
        rows.entry(5, "registered", "another", null);

        Answer all = api.get(ORDER + "/timeline");
        Answer first = api.get(ORDER + "/timeline?limit=2");
        Answer second =
                api.get(ORDER + "/timeline?limit=2&cursor=" + first.json().getString("next"));

        assertThat(all.column("id")).containsExactly(text(registered), text(observed), text(decided));
        assertThat(all.column("at")).containsOnly("2026-11-22T12:00:00Z");
        assertThat(all.json().getString("next")).isNull();
        assertThat(first.column("kind")).containsExactly("registered", "observed");
        assertThat(second.column("kind")).containsExactly("decided");
        assertThat(second.json().getString("next")).isNull();
    }

    @Test
    void shouldTellTheTimelineOfAnOrderThatWasNeverRegistered() throws Exception {
        rows.shell("shop-de", "10482");
        rows.payment("de-cards", "shop-de", "9001", "10482");
        rows.entry(1, "observed", null, "9001");

        assertThat(api.get(ORDER + "/timeline").column("kind")).containsExactly("observed");
    }

    @Test
    void shouldTellAnEmptyTimelineFromAnOrderThatIsNotThere() throws Exception {
        rows.order("shop-de", "10482", "awaiting_payment", 0, 0);

        assertThat(api.get(ORDER + "/timeline").column("kind")).isEmpty();
        assertProblem(api.get("/v1/merchants/shop-de/orders/10483/timeline"), 404, "Not found");
    }

    private static String text(UUID id) {
        return id.toString();
    }

    private static void assertProblem(Answer answer, int status, String title) {
        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.header("Content-Type")).hasValue("application/problem+json");
        assertThat(answer.json().getInteger("status")).isEqualTo(status);
        assertThat(answer.json().getString("title")).isEqualTo(title);
    }
}
