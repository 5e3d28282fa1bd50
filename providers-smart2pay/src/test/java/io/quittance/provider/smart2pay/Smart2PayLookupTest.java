package io.quittance.provider.smart2pay;

import static io.quittance.provider.smart2pay.BackEnd.ALTERNATIVE;
import static io.quittance.provider.smart2pay.BackEnd.CARD;
import static io.quittance.provider.smart2pay.StandInApi.ANY_SITE;
import static io.quittance.provider.smart2pay.StandInApi.await;
import static io.quittance.provider.smart2pay.StandInApi.failure;
import static org.assertj.core.api.Assertions.assertThat;

import io.quittance.spi.ErrorCategory;
import io.quittance.spi.Money;
import io.quittance.spi.OrderMatch;
import io.quittance.spi.PaymentKey;
import io.quittance.spi.PaymentLookup;
import io.quittance.spi.PaymentObservation;
import io.quittance.spi.PaymentObservation.Refund;
import io.quittance.spi.PaymentObservation.Site;
import io.quittance.spi.PaymentObservation.Source;
import io.quittance.spi.PaymentStatus;
import io.quittance.spi.ProviderException;
import io.quittance.spi.testing.TestingPaymentStore;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class Smart2PayLookupTest {

    private static final TestingPaymentStore STORE = new TestingPaymentStore();

    private static final String CARD_PAYMENT = "/v1/payments/318390";
    private static final String CARD_REFUNDS = "/v1/payments/318390/refunds";
    private static final PaymentKey CARD_KEY = new PaymentKey("318390", "card");

    private final StandInApi api = new StandInApi();

    @AfterEach
    void close() {
        api.close();
    }

    @Test
    void shouldReadAPaymentByCardOnItsBackEnd() {
        api.on(CARD, "1010", CARD_PAYMENT, Fixtures.body("card-captured-numbers"));

        PaymentObservation observation =
                await(api.lookup().byPayment(CARD_KEY, STORE)).get(0);

        assertThat(observation.payment()).isEqualTo(CARD_KEY);
        assertThat(observation.source()).isEqualTo(Source.READ);
        assertThat(observation.status().status()).isEqualTo(PaymentStatus.PAID);
        assertThat(observation.amount()).isEqualTo(new Money(12000, "EUR"));
        assertThat(observation.captured()).isEqualTo(new Money(12000, "EUR"));
        assertThat(observation.order()).isEqualTo(OrderMatch.matched("ord_69990-1"));
        assertThat(observation.site()).isEqualTo(new Site("2041", "1010"));
        assertThat(observation.refunds()).isEmpty();
        assertThat(observation.evidence()).isNull();
        assertThat(api.asked).containsExactly("card 1010 " + CARD_PAYMENT, "card 1010 " + CARD_REFUNDS);
    }

    @Test
    void shouldReadAPaymentByAnotherMethodOnTheOtherBackEnd() {
        api.on(ALTERNATIVE, "1010", "/v1/payments/8123401", Fixtures.body("apm-success"));

        assertThat(await(api.lookup().byPayment(new PaymentKey("8123401", "apm"), STORE)))
                .extracting(PaymentObservation::payment)
                .containsExactly(new PaymentKey("8123401", "apm"));
        assertThat(api.asked).allMatch(call -> call.startsWith("apm "));
    }

    @Test
    void shouldReadTheRefundsOfAPaymentThatWasPaid() {
        JsonArray refunds = new JsonArray()
                .add(refund("card-like", 7, 500, "Status", 2))
                .add(refund("told differently", 8, 300, "StateDetails", 1))
                .add(refund("given up", 9, 200, "Status", 4));
        api.on(CARD, "1010", CARD_PAYMENT, Fixtures.body("card-captured-numbers"))
                .on(
                        CARD,
                        "1010",
                        CARD_REFUNDS,
                        new JsonObject().put("Refunds", refunds).encode());

        assertThat(await(api.lookup().byPayment(CARD_KEY, STORE)).get(0).refunds())
                .containsExactly(
                        new Refund("card:7", new Money(500, "EUR"), Refund.Status.SUCCEEDED),
                        new Refund("card:8", new Money(300, "EUR"), Refund.Status.PENDING),
                        new Refund("card:9", new Money(200, "EUR"), Refund.Status.FAILED));
    }

    @Test
    void shouldKnowARefundByTheSameIdReadAndCarried() {
        JsonObject refund = new JsonObject(Fixtures.body("refund")).getJsonObject("Refund");
        api.on(ALTERNATIVE, "1010", "/v1/payments/8123401", Fixtures.body("apm-success"))
                .on(
                        ALTERNATIVE,
                        "1010",
                        "/v1/payments/8123401/refunds",
                        new JsonObject()
                                .put("Refunds", new JsonArray().add(refund))
                                .encode());

        assertThat(await(api.lookup().byPayment(new PaymentKey("8123401", "apm"), STORE))
                        .get(0)
                        .refunds())
                .isEqualTo(Fixtures.observation(Fixtures.notification("refund")).refunds());
    }

    @ParameterizedTest
    @CsvSource({
        "1, false",
        "3, false",
        "4, false",
        "9, false",
        "25, false",
        "2, true",
        "11, true",
        "16, true",
        "19, true",
        "21, true",
        "22, true",
        "24, true",
        "35, true",
    })
    void shouldAskForRefundsOnlyWhereMoneyCame(int status, boolean asked) {
        api.on(
                CARD,
                "1010",
                CARD_PAYMENT,
                captured(payment -> payment.getJsonObject("Status").put("ID", status)));

        await(api.lookup().byPayment(CARD_KEY, STORE));

        assertThat(api.asked.contains("card 1010 " + CARD_REFUNDS)).isEqualTo(asked);
    }

    @Test
    void shouldTryTheSitesInTurnAndBeginWithTheOneThatKnewTheLast() {
        api.on(CARD, "2041", CARD_PAYMENT, Fixtures.body("card-captured-numbers"));
        PaymentLookup lookup = api.lookup();

        PaymentObservation first = await(lookup.byPayment(CARD_KEY, STORE)).get(0);
        assertThat(first.site()).isEqualTo(new Site("2041", "2041"));
        assertThat(api.asked).startsWith("card 1010 " + CARD_PAYMENT, "card 2041 " + CARD_PAYMENT);

        api.asked.clear();
        await(lookup.byPayment(CARD_KEY, STORE));
        assertThat(api.asked).startsWith("card 2041 " + CARD_PAYMENT);

        api.asked.clear();
        await(lookup.byPayment(new PaymentKey("1", "apm"), STORE));
        assertThat(api.asked)
                .as("the other back end is another matter")
                .containsExactly("apm 1010 /v1/payments/1", "apm 2041 /v1/payments/1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"Payment\":null}", "{\"Payment\":null,\"InvalidRequestID\":7}"})
    void shouldNotKnowAPaymentThatIsNull(String body) {
        api.on(CARD, ANY_SITE, CARD_PAYMENT, body);

        assertThat(await(api.lookup().byPayment(CARD_KEY, STORE))).isEmpty();
    }

    @Test
    void shouldNotKnowAPaymentThatIsNotFound() {
        api.on(CARD, "1010", CARD_PAYMENT, 404, Fixtures.body("api-message"));

        assertThat(await(api.lookup().byPayment(CARD_KEY, STORE))).isEmpty();
    }

    @Test
    void shouldNotTakeAnotherPaymentForTheOneThatWasAskedFor() {
        api.on(CARD, ANY_SITE, "/v1/payments/1", Fixtures.body("card-captured-numbers"))
                .on(ALTERNATIVE, ANY_SITE, CARD_PAYMENT, Fixtures.body("card-captured-numbers"));

        assertThat(await(api.lookup().byPayment(new PaymentKey("1", "card"), STORE)))
                .isEmpty();
        assertThat(await(api.lookup().byPayment(new PaymentKey("318390", "apm"), STORE)))
                .isEmpty();
    }

    @Test
    void shouldKnowNothingOfAKeyThatIsNotOurs() {
        assertThat(await(api.lookup().byPayment(PaymentKey.of("318390"), STORE)))
                .isEmpty();
        assertThat(api.asked).isEmpty();
    }

    @Test
    void shouldReadALooseStatusOnTheBackEndThatWasAsked() {
        api.on(CARD, "1010", CARD_PAYMENT, Fixtures.body("api-payment-status"));

        PaymentObservation observation =
                await(api.lookup().byPayment(CARD_KEY, STORE)).get(0);

        assertThat(observation.payment()).isEqualTo(CARD_KEY);
        assertThat(observation.status().status()).isEqualTo(PaymentStatus.PAID);
    }

    @Test
    void shouldSayWhoseKeyIsRefused() {
        api.replaceKey("1010").replaceKey("2041");

        ProviderException failure = failure(api.lookup().byPayment(CARD_KEY, STORE));

        assertThat(failure.category()).isEqualTo(ErrorCategory.CONFIGURATION);
        assertThat(failure).message().contains("key of site 1010", "status 401").doesNotContain("gabi", "denied");
    }

    @Test
    void shouldReadAPaymentOfOneSiteAlthoughTheKeyOfAnotherIsRefused() {
        api.replaceKey("1010").on(CARD, "2041", CARD_PAYMENT, Fixtures.body("card-captured-numbers"));

        assertThat(await(api.lookup().byPayment(CARD_KEY, STORE))).hasSize(1);
    }

    @Test
    void shouldNotCallAPaymentUnknownIfNotAllSitesAnswered() {
        api.replaceKey("1010");

        assertThat(failure(api.lookup().byPayment(CARD_KEY, STORE)).category()).isEqualTo(ErrorCategory.CONFIGURATION);
    }

    @ParameterizedTest
    @ValueSource(ints = {408, 409, 429, 500, 502, 503, 504})
    void shouldCallWhatPassesTemporary(int status) {
        api.on(CARD, ANY_SITE, CARD_PAYMENT, status, Fixtures.body("api-message"));

        ProviderException failure = failure(api.lookup().byPayment(CARD_KEY, STORE));

        assertThat(failure.category()).isEqualTo(ErrorCategory.TEMPORARY);
        assertThat(failure).message().contains("status " + status);
        assertThat(api.asked).as("the other site is not asked for now").hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({"200, ''", "200, <html>", "200, [1]", "400, <html>", "404, <html>", "503, <html>", "502, ''"})
    void shouldTakeAPageOfAProxyForNoAnswer(int status, String body) {
        api.on(CARD, ANY_SITE, CARD_PAYMENT, status, body);

        assertThat(failure(api.lookup().byPayment(CARD_KEY, STORE)).category()).isEqualTo(ErrorCategory.TEMPORARY);
    }

    @ParameterizedTest
    @ValueSource(ints = {301, 302, 308, 401, 403})
    void shouldCallARedirectOrARefusedKeyAMatterOfConfiguration(int status) {
        api.on(CARD, ANY_SITE, CARD_PAYMENT, status, "");

        assertThat(failure(api.lookup().byPayment(CARD_KEY, STORE)).category()).isEqualTo(ErrorCategory.CONFIGURATION);
    }

    @Test
    void shouldLeaveOutARefundThatCannotBeRead() {
        JsonArray refunds = new JsonArray()
                .add(refund("no status", 1, 500, "Elsewhere", 2))
                .add(refund("no amount", 2, 0, "Status", 2))
                .add(refund("half a yen", 3, 150, "Status", 2).put("Currency", "JPY"))
                .add(refund("no number", 4, 500, "Status", 2).put("Amount", "5,00"))
                .add(refund("readable", 7, 500, "Status", 2))
                .add(refund("no id", 5, 500, "Status", 2).putNull("ID"));
        api.on(CARD, "1010", CARD_PAYMENT, Fixtures.body("card-captured-numbers"))
                .on(
                        CARD,
                        "1010",
                        CARD_REFUNDS,
                        new JsonObject().put("Refunds", refunds).encode());

        PaymentObservation observation =
                await(api.lookup().byPayment(CARD_KEY, STORE)).get(0);

        assertThat(observation.status().status()).isEqualTo(PaymentStatus.PAID);
        assertThat(observation.refunds())
                .containsExactly(new Refund("card:7", new Money(500, "EUR"), Refund.Status.SUCCEEDED));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "400; {\"Message\":\"refused\"}",
                "401; ''",
                "402; {}",
                "403; {\"Message\":\"refused\"}",
                "404; ''",
                "422; {}",
                "200; {\"Refunds\":[],\"Error\":\"refused\"}",
                "200; {\"Refund\":{}}"
            })
    void shouldReadThePaymentAlthoughItsRefundsAreRefused(int status, String body) {
        api.on(CARD, "1010", CARD_PAYMENT, Fixtures.body("card-captured-numbers"))
                .on(CARD, "1010", CARD_REFUNDS, status, body);

        List<PaymentObservation> read = await(api.lookup().byPayment(CARD_KEY, STORE));

        assertThat(read).singleElement().satisfies(payment -> {
            assertThat(payment.status().status()).isEqualTo(PaymentStatus.PAID);
            assertThat(payment.refunds()).isEmpty();
        });
    }

    @ParameterizedTest
    @ValueSource(ints = {429, 500, 503})
    void shouldAskAgainIfTheRefundsAreNotToBeHadNow(int status) {
        api.on(CARD, "1010", CARD_PAYMENT, Fixtures.body("card-captured-numbers"))
                .on(CARD, "1010", CARD_REFUNDS, status, Fixtures.body("api-message"));

        assertThat(failure(api.lookup().byPayment(CARD_KEY, STORE)).category()).isEqualTo(ErrorCategory.TEMPORARY);
    }

    @Test
    void shouldQuoteReasonCodesAndNothingElse() {
        api.on(CARD, ANY_SITE, CARD_PAYMENT, 400, Fixtures.body("api-refund-error"));

        ProviderException failure = failure(api.lookup().byPayment(CARD_KEY, STORE));

        assertThat(failure.category()).isEqualTo(ErrorCategory.PERMANENT);
        assertThat(failure).message().contains("status 400", "reason 18").doesNotContain("invalid", "ref_2");
    }

    @Test
    void shouldQuoteNoMessageAndNoCodeThatIsNone() {
        JsonObject reasons = new JsonObject()
                .put(
                        "Reasons",
                        new JsonArray()
                                .add(new JsonObject().put("Code", "ana@example.com"))
                                .add(new JsonObject().put("Code", 5288)));
        api.on(
                CARD,
                ANY_SITE,
                CARD_PAYMENT,
                402,
                new JsonObject()
                        .put("Message", "ana@example.com is refused")
                        .put("Payment", new JsonObject().put("Status", reasons))
                        .encode());

        assertThat(failure(api.lookup().byPayment(CARD_KEY, STORE)))
                .message()
                .contains("status 402", "reason 5288")
                .doesNotContain("ana@example.com");
    }

    @ParameterizedTest
    @ValueSource(strings = {"api-message", "api-payments", "api-refund-status"})
    void shouldNotTakeAnythingElseForAPayment(String fixture) {
        api.on(CARD, ANY_SITE, CARD_PAYMENT, Fixtures.body(fixture));

        ProviderException failure = failure(api.lookup().byPayment(CARD_KEY, STORE));

        assertThat(failure.category()).isEqualTo(ErrorCategory.PERMANENT);
        assertThat(failure).message().contains("without a payment");
    }

    @Test
    void shouldReadTheStatusOfARefundAsTheApiTellsIt() {
        JsonObject refund = new JsonObject(Fixtures.body("api-refund-status"))
                .getJsonObject("Refund")
                .put("Amount", "12000")
                .put("Currency", "EUR");
        api.on(CARD, "1010", CARD_PAYMENT, Fixtures.body("card-captured-numbers"))
                .on(
                        CARD,
                        "1010",
                        CARD_REFUNDS,
                        new JsonObject()
                                .put("Refunds", new JsonArray().add(refund))
                                .encode());

        assertThat(await(api.lookup().byPayment(CARD_KEY, STORE)).get(0).refunds())
                .containsExactly(new Refund("card:263", new Money(12000, "EUR"), Refund.Status.SUCCEEDED));
    }

    @Test
    void shouldFindThePaymentsOfAnOrderOnAllBackEndsAndSites() {
        String query = "merchantTransactionID=ord_69990-1";
        api.on(CARD, "2041", "/v1/payments?limit=100&" + query, list(row(318390, "ord_69990-1", 6)))
                .on(CARD, "2041", CARD_PAYMENT, Fixtures.body("card-captured-numbers"))
                .on(ALTERNATIVE, "1010", "/v1/payments?" + query + "&pageSize=100", list(row(8, "ord_69990-1", 2)))
                .on(ALTERNATIVE, "1010", "/v1/payments/8", success(8));

        List<PaymentObservation> found = await(api.lookup().byOrder("ord_69990-1", STORE));

        assertThat(found).extracting(PaymentObservation::payment).containsExactly(new PaymentKey("8", "apm"), CARD_KEY);
        assertThat(found).extracting(PaymentObservation::source).containsOnly(Source.READ);
        assertThat(found.get(1).captured()).as("rows are abridged").isEqualTo(new Money(12000, "EUR"));
    }

    @ParameterizedTest
    @EnumSource(BackEnd.class)
    void shouldTellWhatOneBackEndKnowsAlthoughTheOtherIsDown(BackEnd down) {
        api.down(down)
                .on(CARD, "2041", "/v1/payments?limit=100&merchantTransactionID=a", list(row(318390, "a", 6)))
                .on(CARD, "2041", CARD_PAYMENT, Fixtures.body("card-captured-numbers"))
                .on(ALTERNATIVE, "2041", "/v1/payments?merchantTransactionID=a&pageSize=100", list(row(8, "a", 2)))
                .on(ALTERNATIVE, "2041", "/v1/payments/8", success(8));

        assertThat(await(api.lookup().byOrder("a", STORE)))
                .extracting(PaymentObservation::payment)
                .containsExactly(down == CARD ? new PaymentKey("8", "apm") : CARD_KEY);
        assertThat(failure(api.lookup().byOrder("b", STORE)).category())
                .as("nothing found is no answer then")
                .isEqualTo(ErrorCategory.TEMPORARY);
    }

    @Test
    void shouldTakeOnlyRowsOfTheOrder() {
        String path = "/v1/payments?merchantTransactionID=ord_7&pageSize=100";
        api.on(ALTERNATIVE, "1010", path, list(row(8, "ord_70", 2), row(9, "ORD_7", 2), row(10, null, 2)));

        assertThat(await(api.lookup().byOrder("ord_7", STORE))).isEmpty();
        assertThat(api.asked).noneMatch(call -> call.matches(".*/v1/payments/.*"));
    }

    @Test
    void shouldReadTheOrderOfARowThroughThePattern() {
        JsonObject pattern = new JsonObject().put("orderReferencePattern", "^(.+?)(?:-[0-9]+)?$");
        String path = "/v1/payments?merchantTransactionID=ord_7&pageSize=100";
        api.on(ALTERNATIVE, "1010", path, list(row(8, "ord_7", 2), row(9, "ord_7-x", 2)))
                .on(ALTERNATIVE, "1010", "/v1/payments/8", success(8));

        assertThat(await(api.lookup(pattern).byOrder("ord_7", STORE)))
                .extracting(PaymentObservation::payment)
                .containsExactly(new PaymentKey("8", "apm"));
    }

    @Test
    void shouldAskForOneAttemptAfterTheOther() {
        JsonObject attempts = new JsonObject()
                .put("orderReferencePattern", "^(.+)-[0-9]+$")
                .put("merchantTransactionIdTemplate", "{reference}-{attempt}");
        String path = "/v1/payments?merchantTransactionID=ord_7-%d&pageSize=100";
        api.on(ALTERNATIVE, "1010", path.formatted(1), list(row(8, "ord_7-1", 2)))
                .on(ALTERNATIVE, "1010", "/v1/payments/8", success(8))
                .on(ALTERNATIVE, "1010", path.formatted(3), list(row(9, "ord_7-3", 2)))
                .on(ALTERNATIVE, "1010", "/v1/payments/9", success(9));

        assertThat(await(api.lookup(attempts).byOrder("ord_7", STORE)))
                .as("the second attempt came to nothing")
                .extracting(PaymentObservation::payment)
                .containsExactly(new PaymentKey("8", "apm"), new PaymentKey("9", "apm"));
        assertThat(api.asked)
                .anyMatch(call -> call.contains("=ord_7-5&"))
                .noneMatch(call -> call.contains("=ord_7-6&"));
    }

    @Test
    void shouldTellAPaymentOnceIfBothBackEndsAreOneAddress() {
        for (BackEnd backEnd : BackEnd.values()) {
            String query =
                    backEnd == CARD ? "limit=100&merchantTransactionID=a" : "merchantTransactionID=a&pageSize=100";
            api.on(backEnd, "2041", "/v1/payments?" + query, list(row(318390, "a", 6)))
                    .on(backEnd, "2041", CARD_PAYMENT, Fixtures.body("card-captured-numbers"));
        }

        assertThat(await(api.lookup().byOrder("a", STORE)))
                .extracting(PaymentObservation::payment)
                .containsExactly(CARD_KEY);
    }

    @Test
    void shouldWriteAReferenceFitForAQuery() {
        await(api.lookup().byOrder("a b&limit=1+ü", STORE));

        assertThat(api.asked)
                .contains("apm 1010 /v1/payments?merchantTransactionID=a%20b%26limit%3D1%2B%C3%BC&pageSize=100");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"Payments\":[],\"Error\":\"refused\"}",
                "{\"Payment\":{\"Status\":{\"Reasons\":[{\"Code\":107}]}}}",
                "{\"Message\":\"refused\"}"
            })
    void shouldNotTakeARefusedListForAnEmptyOne(String body) {
        api.on(ALTERNATIVE, ANY_SITE, "/v1/payments?merchantTransactionID=ord_7&pageSize=100", body);

        ProviderException failure = failure(api.lookup().byOrder("ord_7", STORE));

        assertThat(failure.category()).isEqualTo(ErrorCategory.PERMANENT);
        assertThat(failure).message().contains("without a list").doesNotContain("refused");
    }

    @Test
    void shouldAskOnlyBackEndsWhoseAddressIsConfigured() {
        PaymentLookup lookup = api.lookup(new JsonObject().putNull("cardBaseUrl"));

        assertThat(await(lookup.byOrder("ord_7", STORE))).isEmpty();
        assertThat(api.asked).isNotEmpty().allMatch(call -> call.startsWith("apm "));

        api.asked.clear();
        assertThat(await(lookup.byPayment(CARD_KEY, STORE)))
                .as("nothing is known, and nothing to be tried again")
                .isEmpty();
        assertThat(api.asked).isEmpty();
    }

    @Test
    void shouldOfferNoLookupWithoutAnAddress() {
        assertThat(Fixtures.provider().lookup()).isEmpty();
    }

    private static JsonObject refund(String why, int id, int amount, String statusField, int status) {
        return new JsonObject()
                .put("ID", id)
                .put("InitialPaymentID", 0)
                .put("Description", why)
                .put("Amount", amount)
                .put("Currency", "EUR")
                .put(statusField, new JsonObject().put("ID", status));
    }

    private static String captured(Consumer<JsonObject> change) {
        JsonObject envelope = new JsonObject(Fixtures.body("card-captured-numbers"));
        change.accept(envelope.getJsonObject("Payment"));
        return envelope.encode();
    }

    private static String success(int id) {
        JsonObject envelope = new JsonObject(Fixtures.body("apm-success"));
        envelope.getJsonObject("Payment").put("ID", id);
        return envelope.encode();
    }

    private static JsonObject row(int id, @Nullable String merchantTransactionId, int method) {
        return new JsonObject(Fixtures.body("api-payments"))
                .getJsonArray("Payments")
                .getJsonObject(0)
                .put("ID", id)
                .put("MethodID", method)
                .put("MerchantTransactionID", merchantTransactionId);
    }

    private static String list(JsonObject... rows) {
        return new JsonObject().put("Payments", new JsonArray(List.of(rows))).encode();
    }
}
