package io.quittance.provider.secuconnect;

import static io.quittance.provider.secuconnect.Fixtures.PAYMENT_ID;
import static org.assertj.core.api.Assertions.assertThat;

import io.quittance.spi.OrderMatch;
import io.quittance.spi.PaymentKey;
import io.quittance.spi.PaymentStatus;
import io.quittance.spi.testing.TestingPaymentStore;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullAndEmptySource;
import org.junit.jupiter.params.provider.ValueSource;

class OrderMatchTest {

    private final StandInApi api = new StandInApi().payment(PAYMENT_ID, Fixtures.json("payment-paid"));
    private final TestingPaymentStore store = new TestingPaymentStore();

    @Test
    void shouldMatchTheOneSmartTransactionThatIsFound() {
        api.order(PAYMENT_ID);

        assertThat(match(api)).isEqualTo(OrderMatch.matched("10482"));
        assertThat(api.asked())
                .last()
                .isEqualTo("/api/v2/Smart/Transactions?q=transactions.id:" + PAYMENT_ID + "&count=1");
    }

    @Test
    void shouldTakeTheFieldThatIsConfigured() {
        JsonObject answer = Fixtures.json("search-one");
        answer.getJsonArray("data").getJsonObject(0).put("merchantRef", "customer-7");
        api.search(PAYMENT_ID, answer.encode());

        JsonObject settings = new JsonObject().put("orderReference", "merchantRef");
        assertThat(StandInApi.reconcile(api.provider(settings), PAYMENT_ID, store)
                        .result())
                .singleElement()
                .satisfies(observation -> assertThat(observation.order()).isEqualTo(OrderMatch.matched("customer-7")));
    }

    @Test
    void shouldTakeAReferenceThatIsANumber() {
        JsonObject answer = Fixtures.json("search-one");
        answer.getJsonArray("data").getJsonObject(0).put("transactionRef", 10482);

        assertThat(search(answer)).isEqualTo(OrderMatch.matched("10482"));
    }

    @Test
    void shouldTakeACountThatIsAString() {
        assertThat(search(Fixtures.json("search-one").put("count", "1"))).isEqualTo(OrderMatch.matched("10482"));
    }

    @Test
    void shouldFindNoOrderIfNoneIsCounted() {
        assertThat(search(Fixtures.json("search-none")).kind()).isEqualTo(OrderMatch.Kind.NONE);
        assertThat(search(new JsonObject().put("count", 0)).kind()).isEqualTo(OrderMatch.Kind.NONE);
    }

    @ParameterizedTest
    @ValueSource(longs = {2, -1, 54})
    void shouldCallEveryOtherCountAnError(long count) {
        OrderMatch match = search(Fixtures.json("search-one").put("count", count));

        assertThat(match.kind()).isEqualTo(OrderMatch.Kind.AMBIGUOUS);
        assertThat(match.detail()).contains("count " + count);
    }

    @Test
    void shouldCallAnAnswerWithoutCountAnError() {
        JsonObject missing = Fixtures.json("search-one");
        missing.remove("count");

        assertThat(search(missing).kind()).isEqualTo(OrderMatch.Kind.AMBIGUOUS);
        assertThat(search(Fixtures.json("search-one").put("count", "one")).kind())
                .isEqualTo(OrderMatch.Kind.AMBIGUOUS);
    }

    @Test
    void shouldCallAMatchWithoutDataAnError() {
        assertThat(search(new JsonObject().put("count", 1)).kind()).isEqualTo(OrderMatch.Kind.AMBIGUOUS);
        assertThat(search(new JsonObject().put("count", 1).put("data", new JsonArray().add("STX_X")))
                        .kind())
                .isEqualTo(OrderMatch.Kind.AMBIGUOUS);
    }

    @Test
    void shouldCallASearchThatIsNotThereAnError() {
        assertThat(match(api).kind()).isEqualTo(OrderMatch.Kind.AMBIGUOUS);
    }

    @ParameterizedTest
    @NullAndEmptySource
    @ValueSource(strings = " ")
    void shouldFindNoOrderIfTheSmartTransactionHasNoReference(String reference) {
        JsonObject answer = Fixtures.json("search-one");
        answer.getJsonArray("data").getJsonObject(0).put("transactionRef", reference);

        OrderMatch match = search(answer);

        assertThat(match.kind()).isEqualTo(OrderMatch.Kind.NONE);
        assertThat(match.detail()).contains("transactionRef");
    }

    @Test
    void shouldTakeNoOtherFieldThanTheConfiguredOne() {
        JsonObject smartTransaction = Fixtures.json("smart-transaction-without-payment");
        JsonObject answer = new JsonObject().put("count", 1).put("data", new JsonArray().add(smartTransaction));

        assertThat(search(answer).kind()).isEqualTo(OrderMatch.Kind.NONE);
    }

    @Test
    void shouldFindNoOrderByAReferenceThatNoOrderCanHave() {
        JsonObject answer = Fixtures.json("search-one");
        answer.getJsonArray("data").getJsonObject(0).put("transactionRef", "1".repeat(201));

        assertThat(search(answer).kind()).isEqualTo(OrderMatch.Kind.NONE);
    }

    @Test
    void shouldNotSearchForAPaymentThatIsLinked() {
        store.payment(PaymentKey.of(PAYMENT_ID), "order-1", PaymentStatus.PENDING, "10");

        assertThat(match(api)).isEqualTo(OrderMatch.matched("order-1"));
        assertThat(api.asked()).containsExactly(StandInApi.TOKEN, StandInApi.paymentPath(PAYMENT_ID));
    }

    @Test
    void shouldSearchForAKnownPaymentThatIsNotLinked() {
        store.payment(PaymentKey.of(PAYMENT_ID), PaymentStatus.PENDING, "10");
        api.order(PAYMENT_ID);

        assertThat(match(api)).isEqualTo(OrderMatch.matched("10482"));
    }

    private OrderMatch search(JsonObject answer) {
        return match(new StandInApi()
                .payment(PAYMENT_ID, Fixtures.json("payment-paid"))
                .search(PAYMENT_ID, answer.encode()));
    }

    private OrderMatch match(StandInApi asked) {
        return asked.reconcile(PAYMENT_ID, store).result().get(0).order();
    }
}
