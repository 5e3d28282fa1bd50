package io.quittance.provider.smart2pay;

import static org.assertj.core.api.Assertions.assertThat;

import io.quittance.spi.ErrorCategory;
import io.quittance.spi.Money;
import io.quittance.spi.ObservedStatus;
import io.quittance.spi.ObservedStatus.Reason;
import io.quittance.spi.OrderMatch;
import io.quittance.spi.PaymentKey;
import io.quittance.spi.PaymentObservation;
import io.quittance.spi.PaymentObservation.Refund;
import io.quittance.spi.PaymentObservation.Source;
import io.quittance.spi.PaymentStatus;
import io.quittance.spi.PaymentStore;
import io.quittance.spi.ProviderException;
import io.quittance.spi.testing.TestingNotification;
import io.quittance.spi.testing.TestingPaymentStore;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Notifications about something of a payment, which they name by its id. */
class RefundAndDisputeTest {

    private static final PaymentKey ALTERNATIVE = new PaymentKey("8123401", "apm");
    private static final PaymentKey CARD = new PaymentKey("8123401", "card");

    @Test
    void shouldTellARefundOfThePaymentThatItNames() {
        PaymentObservation observation = Fixtures.observation(Fixtures.notification("refund"));

        assertThat(observation.payment()).isEqualTo(ALTERNATIVE);
        assertThat(observation.source()).isEqualTo(Source.CARRIED);
        assertThat(observation.refunds())
                .containsExactly(new Refund("apm:20411", new Money(2500, "EUR"), Refund.Status.SUCCEEDED));
        assertThat(observation.evidence()).isNotNull();
    }

    @Test
    void shouldTellNothingElseOfThePayment() {
        PaymentObservation observation = Fixtures.observation(Fixtures.notification("refund"));

        assertThat(observation.status()).isEqualTo(ObservedStatus.notTold());
        assertThat(observation.order()).isEqualTo(OrderMatch.notTold());
        assertThat(observation.amount()).isNull();
        assertThat(observation.captured()).isNull();
        assertThat(observation.site()).isNull();
    }

    @ParameterizedTest
    @CsvSource({
        "1, PENDING",
        "2, SUCCEEDED",
        "3, FAILED",
        "4, FAILED",
        "5, FAILED",
        "6, PENDING",
        "7, PENDING",
        "9, PENDING",
        "18, PENDING",
        "22, PENDING",
        "99, PENDING",
    })
    void shouldReadTheStatusOfARefundByItsOwnNumbers(int id, Refund.Status status) {
        assertThat(refundOf(Fixtures.refund(
                                refund -> refund.getJsonObject("Status").put("ID", id)))
                        .status())
                .isEqualTo(status);
    }

    @Test
    void shouldReadTheStatusOfARefundWhereCallsForItPutIt() {
        TestingNotification notification = Fixtures.refund(refund -> {
            refund.remove("Status");
            refund.put("StateDetails", new JsonObject().put("ID", "2"));
        });

        assertThat(refundOf(notification).status()).isEqualTo(Refund.Status.SUCCEEDED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"StatementDescriptor", "CaptureID"})
    void shouldKnowARefundByCardByTheFieldsThatOnlyItHas(String field) {
        TestingNotification notification = Fixtures.refund(refund -> {
            refund.remove("TypeID");
            refund.putNull(field);
        });

        assertThat(Fixtures.observation(notification).payment()).isEqualTo(CARD);
        assertThat(refundOf(notification).id()).isEqualTo("card:20411");
    }

    @Test
    void shouldAskTheStoreWhichPaymentIsMeantIfTheRefundDoesNotTell() {
        TestingNotification unclear = Fixtures.refund(refund -> refund.remove("TypeID"));

        assertThat(paymentOf(unclear, knowing(CARD))).isEqualTo(CARD);
        assertThat(paymentOf(unclear, knowing(ALTERNATIVE))).isEqualTo(ALTERNATIVE);
        assertThat(paymentOf(unclear, knowing())).isEqualTo(ALTERNATIVE);
    }

    @Test
    void shouldNotGuessBetweenTwoPaymentsOfOneId() {
        TestingNotification unclear = Fixtures.refund(refund -> refund.remove("TypeID"));

        assertThat(failureOf(unclear, knowing(CARD, ALTERNATIVE))).message().contains("two payments 8123401");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "\"0\"", "null", "\"\"", "\"../1\"", "1.5", "{}"})
    void shouldRefuseARefundOfNoPayment(String initialPaymentId) {
        TestingNotification notification = TestingNotification.of(Fixtures.body("refund")
                .replace("\"InitialPaymentID\":8123401", "\"InitialPaymentID\":" + initialPaymentId));

        assertThat(Fixtures.item(notification).subject()).as("it is kept").isEqualTo("20411");
        assertThat(failureOf(notification, knowing())).message().contains("Refund", "InitialPaymentID");
    }

    @Test
    void shouldRefuseARefundThatHasNoField() {
        assertThat(failureOf(Fixtures.refund(refund -> refund.remove("InitialPaymentID")), knowing()))
                .message()
                .contains("Refund 20411", "InitialPaymentID names no payment");
    }

    @Test
    void shouldRefuseARefundWithoutAnAmountThatCanBeRead() {
        for (Object amount : List.of(0, "0", "-1", 1.5, "")) {
            assertThat(failureOf(Fixtures.refund(refund -> refund.put("Amount", amount)), knowing()))
                    .message()
                    .contains("Amount");
        }
        assertThat(failureOf(Fixtures.refund(refund -> refund.remove("Amount")), knowing()))
                .message()
                .contains("Refund 20411", "Amount");
    }

    @Test
    void shouldConvertTheAmountOfARefundLikeAnyOther() {
        assertThat(refundOf(Fixtures.refund(
                                refund -> refund.put("Amount", "10000").put("Currency", "JPY")))
                        .amount())
                .isEqualTo(new Money(100, "JPY"));
    }

    @Test
    void shouldTellADisputeOfThePaymentThatItNames() {
        PaymentObservation observation = Fixtures.observation(Fixtures.notification("dispute"));

        assertThat(observation.payment()).isEqualTo(new PaymentKey("318390", "card"));
        assertThat(observation.source()).isEqualTo(Source.CARRIED);
        assertThat(observation.status().status()).isEqualTo(PaymentStatus.DISPUTED);
        assertThat(observation.evidence()).isNotNull();
    }

    @Test
    void shouldNotTakeADisputesAmountForThePayments() {
        PaymentObservation observation = Fixtures.observation(Fixtures.notification("dispute"));

        assertThat(observation.amount()).isNull();
        assertThat(observation.captured()).isNull();
        assertThat(observation.refunds()).isEmpty();
        assertThat(observation.order()).isEqualTo(OrderMatch.notTold());
        assertThat(observation.site()).isNull();
    }

    @ParameterizedTest
    @CsvSource({"1, 19, DISPUTED", "23, 23, DISPUTE_WON", "24, 24, CHARGED_BACK"})
    void shouldRankADisputeLikeTheStatusThatThePaymentMayThenHave(int id, String paymentsCode, PaymentStatus status) {
        ObservedStatus told = disputeStatus(id);

        ObservedStatus payments = SmartStatus.observed(paymentsCode, null, List.of());
        assertThat(told.status()).isEqualTo(payments.status()).isEqualTo(status);
        assertThat(told.rank()).isEqualTo(payments.rank());
        assertThat(told.text()).isEqualTo(payments.text());
        assertThat(told.code()).as("who told it").isEqualTo("dispute:" + id);
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 4, 9, 11, 19, 26, 99})
    void shouldCallAnyOtherStatusOfADisputeUnknownUntilItEnds(int id) {
        ObservedStatus told = disputeStatus(id);

        assertThat(told.status()).isEqualTo(PaymentStatus.UNKNOWN);
        assertThat(told.code()).isEqualTo("dispute:" + id);
        assertThat(told.rank())
                .isGreaterThan(disputeStatus(1).rank())
                .isLessThan(disputeStatus(23).rank());
    }

    @Test
    void shouldQuoteTheReasonsOfADispute() {
        JsonArray reasons =
                new JsonArray().add(new JsonObject().put("Code", 4853).put("Info", "not as described"));

        assertThat(Fixtures.observation(Fixtures.dispute(
                                dispute -> dispute.getJsonObject("Status").put("Reasons", reasons)))
                        .status()
                        .reasons())
                .containsExactly(new Reason("4853", "not as described"));
    }

    @Test
    void shouldFindTheBackEndOfADisputeByItsMethodOrInTheStore() {
        PaymentKey card = new PaymentKey("318390", "card");
        PaymentKey alternative = new PaymentKey("318390", "apm");
        TestingNotification unclear = Fixtures.dispute(dispute -> dispute.putNull("MethodID"));

        assertThat(paymentOf(Fixtures.dispute(dispute -> dispute.put("MethodID", 75)), knowing()))
                .isEqualTo(alternative);
        assertThat(paymentOf(unclear, knowing(card))).isEqualTo(card);
        assertThat(paymentOf(unclear, knowing())).isEqualTo(alternative);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "null", "\"\""})
    void shouldRefuseADisputeOfNoPayment(String paymentId) {
        TestingNotification notification = TestingNotification.of(
                Fixtures.body("dispute").replace("\"PaymentID\":318390", "\"PaymentID\":" + paymentId));

        assertThat(failureOf(notification, knowing())).message().contains("Dispute 27", "PaymentID names no payment");
    }

    private static ObservedStatus disputeStatus(int id) {
        return Fixtures.observation(Fixtures.dispute(
                        dispute -> dispute.getJsonObject("Status").put("ID", id)))
                .status();
    }

    private static Refund refundOf(TestingNotification notification) {
        return Fixtures.observation(notification).refunds().get(0);
    }

    private static PaymentKey paymentOf(TestingNotification notification, PaymentStore store) {
        return Fixtures.reconcile(Fixtures.provider(), store, notification)
                .result()
                .get(0)
                .payment();
    }

    private static ProviderException failureOf(TestingNotification notification, PaymentStore store) {
        Future<List<PaymentObservation>> failed = Fixtures.reconcile(Fixtures.provider(), store, notification);
        assertThat(failed.cause()).isInstanceOf(ProviderException.class);
        ProviderException cause = (ProviderException) failed.cause();
        assertThat(cause.category()).isEqualTo(ErrorCategory.PERMANENT);
        return cause;
    }

    private static PaymentStore knowing(PaymentKey... payments) {
        TestingPaymentStore store = new TestingPaymentStore();
        for (PaymentKey payment : payments) {
            store.payment(payment, PaymentStatus.PAID, "11");
        }
        return store;
    }
}
