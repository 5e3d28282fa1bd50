package io.quittance.provider.secuconnect;

import static io.quittance.provider.secuconnect.Fixtures.CHARGED_BACK_ID;
import static io.quittance.provider.secuconnect.Fixtures.OLD_FORMAT_ID;
import static io.quittance.provider.secuconnect.Fixtures.PAYMENT_ID;
import static io.quittance.provider.secuconnect.Fixtures.REFUND_ID;
import static io.quittance.provider.secuconnect.StandInApi.paymentPath;
import static org.assertj.core.api.Assertions.assertThat;

import io.quittance.spi.ErrorCategory;
import io.quittance.spi.Money;
import io.quittance.spi.ObservedStatus.Reason;
import io.quittance.spi.PaymentKey;
import io.quittance.spi.PaymentObservation;
import io.quittance.spi.PaymentObservation.Refund;
import io.quittance.spi.PaymentObservation.Source;
import io.quittance.spi.PaymentStatus;
import io.quittance.spi.ProviderException;
import io.quittance.spi.testing.TestingPaymentStore;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class PaymentReconciliationTest {

    private final StandInApi api = new StandInApi().order(PAYMENT_ID);
    private final TestingPaymentStore store = new TestingPaymentStore();

    @Test
    void shouldTellWhatWasReadAboutAPaidPayment() {
        api.payment(PAYMENT_ID, Fixtures.json("payment-paid"));

        PaymentObservation observation = observe(PAYMENT_ID);

        assertThat(observation.payment()).isEqualTo(PaymentKey.of(PAYMENT_ID));
        assertThat(observation.source()).isEqualTo(Source.READ);
        assertThat(observation.status().status()).isEqualTo(PaymentStatus.PAID);
        assertThat(observation.status().code()).isEqualTo("1");
        assertThat(observation.status().text()).isEqualTo("accepted");
        assertThat(observation.status().reasons()).containsExactly(new Reason("6", "abgeschlossen"));
        assertThat(observation.amount()).isEqualTo(new Money(12990, "EUR"));
        assertThat(observation.refunds()).isEmpty();
        assertThat(observation.order().matchedReference()).contains("10482");
        assertThat(observation.providerTime()).isEqualTo(Instant.parse("2026-02-11T08:14:06Z"));
        assertThat(observation.recurring()).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "1, 6, PAID",
        "9, 6, PAID",
        "2, 9, AUTHORIZED",
        "2, 25, PENDING",
        "10, 25, PENDING",
        "1, 25, PENDING",
        "3, 25, FAILED",
        "4, 69, CHARGED_BACK",
        "6, 6, DISPUTE_WON",
        "17, 6, UNKNOWN",
        "-1, 6, UNKNOWN"
    })
    void shouldReadTheStatus(long simple, long detailed, PaymentStatus expected) {
        api.payment(PAYMENT_ID, Fixtures.payment(simple, detailed));

        assertThat(observe(PAYMENT_ID).status().status()).isEqualTo(expected);
    }

    @Test
    void shouldNotTakeAWaitingPrepaymentForAnAuthorization() {
        api.payment(PAYMENT_ID, Fixtures.json("payment-prepayment-waiting"));

        assertThat(observe(PAYMENT_ID).status().status()).isEqualTo(PaymentStatus.PENDING);
    }

    @Test
    void shouldReadAChargeback() {
        api.payment(CHARGED_BACK_ID, Fixtures.json("payment-chargeback")).order(CHARGED_BACK_ID);

        assertThat(observe(CHARGED_BACK_ID).status().status()).isEqualTo(PaymentStatus.CHARGED_BACK);
    }

    @Test
    void shouldReadNumbersThatComeAsStrings() {
        JsonObject payment = Fixtures.json("payment-paid").put("amount", "12990");
        payment.getJsonObject("details").put("status_simple", "1").put("status", "25");
        api.payment(PAYMENT_ID, payment);

        PaymentObservation observation = observe(PAYMENT_ID);

        assertThat(observation.amount()).isEqualTo(new Money(12990, "EUR"));
        assertThat(observation.status().status()).isEqualTo(PaymentStatus.PENDING);
    }

    @ParameterizedTest
    @CsvSource({
        "accepted, PAID, 1",
        "authorized, AUTHORIZED, 2",
        "denied, FAILED, 3",
        "issue, CHARGED_BACK, 4",
        "issue_resolved, DISPUTE_WON, 6",
        "internal_server_status, PENDING, 8",
        "scored, UNKNOWN, scored"
    })
    void shouldReadOldIdsInTheOldFormat(String name, PaymentStatus expected, String code) {
        JsonObject payment = Fixtures.json("payment-old-format").put("status", name);
        api.on(paymentPath(OLD_FORMAT_ID) + "/OldFormat", 200, payment.encode()).order(OLD_FORMAT_ID);

        PaymentObservation observation = observe(OLD_FORMAT_ID);

        assertThat(observation.status().status()).isEqualTo(expected);
        assertThat(observation.status().code()).isEqualTo(code);
        assertThat(observation.amount()).isEqualTo(new Money(6800, "EUR"));
    }

    @Test
    void shouldCallAPaymentOfASubscriptionRecurring() {
        JsonObject subscription =
                new JsonObject().put("object", "payment.subscriptions").put("id", "SUB_X");
        api.payment(PAYMENT_ID, Fixtures.json("payment-paid").put("subscription", subscription));

        assertThat(observe(PAYMENT_ID).recurring()).isTrue();
    }

    @Test
    void shouldFallBackToTheTimeOfCreation() {
        JsonObject payment = Fixtures.json("payment-paid").put("updated", "soon");
        api.payment(PAYMENT_ID, payment);

        assertThat(observe(PAYMENT_ID).providerTime()).isEqualTo(Instant.parse("2026-02-10T17:02:41Z"));
    }

    @Test
    void shouldTellThePaymentInsteadOfItsRefund() {
        api.payment(REFUND_ID, Fixtures.json("refund"))
                .payment(PAYMENT_ID, Fixtures.json("payment-with-refund-partly-told"));

        PaymentObservation observation = observe(REFUND_ID);

        assertThat(observation.payment()).isEqualTo(PaymentKey.of(PAYMENT_ID));
        assertThat(observation.amount()).isEqualTo(new Money(12990, "EUR"));
        assertThat(observation.refunds()).containsExactly(refund(REFUND_ID, 1000, Refund.Status.SUCCEEDED));
        assertThat(api.askedFor(REFUND_ID)).as("reads of the refund").isEqualTo(1);
    }

    @Test
    void shouldFindPartialRefundsOfAPaymentWhoseStatusIsUnchanged() {
        api.payment(REFUND_ID, Fixtures.json("refund"))
                .payment(PAYMENT_ID, Fixtures.json("payment-with-refund-partly-told"));

        PaymentObservation observation = observe(PAYMENT_ID);

        assertThat(observation.status().status()).isEqualTo(PaymentStatus.PAID);
        assertThat(observation.refunds()).containsExactly(refund(REFUND_ID, 1000, Refund.Status.SUCCEEDED));
    }

    @ParameterizedTest
    @CsvSource({"1, SUCCEEDED", "3, FAILED", "4, FAILED", "5, FAILED", "10, PENDING", "99, PENDING"})
    void shouldTellHowFarARefundIs(long simple, Refund.Status expected) {
        JsonObject refund = Fixtures.json("refund");
        refund.getJsonObject("details").put("status_simple", simple);
        api.payment(REFUND_ID, refund).payment(PAYMENT_ID, Fixtures.json("payment-paid"));

        assertThat(observe(REFUND_ID).refunds()).containsExactly(refund(REFUND_ID, 1000, expected));
    }

    @Test
    void shouldLeaveOutARelatedTransactionThatIsUnknown() {
        api.payment(PAYMENT_ID, Fixtures.json("payment-with-refund-partly-told"));

        assertThat(observe(PAYMENT_ID).refunds()).isEmpty();
    }

    @Test
    void shouldNotReadRelatedTransactionsWithoutEnd() {
        JsonArray related = new JsonArray();
        for (int i = 0; i <= 50; i++) {
            related.add(new JsonObject()
                    .put("object", "payment.transactions")
                    .put("id", "PCI_" + i)
                    .put("hierarchy", "child"));
        }
        api.payment(PAYMENT_ID, Fixtures.json("payment-paid").put("related_transactions", related));

        assertThat(failure(PAYMENT_ID).category()).isEqualTo(ErrorCategory.PERMANENT);
        assertThat(api.asked()).hasSize(2);
    }

    @Test
    void shouldObserveNothingIfARefundDoesNotTellItsPayment() {
        api.payment(REFUND_ID, Fixtures.json("refund").put("parents", new JsonArray()));

        assertThat(succeeded(REFUND_ID)).isEmpty();
    }

    @Test
    void shouldObserveNothingIfThePaymentOfARefundIsUnknown() {
        api.payment(REFUND_ID, Fixtures.json("refund"));

        assertThat(succeeded(REFUND_ID)).isEmpty();
    }

    @Test
    void shouldNotGoInCirclesIfTheParentOfARefundIsARefund() {
        JsonObject parent =
                Fixtures.payment(1, 6).put("parents", Fixtures.json("refund").getJsonArray("parents"));
        api.payment(REFUND_ID, Fixtures.json("refund")).payment(PAYMENT_ID, parent);

        assertThat(succeeded(REFUND_ID)).isEmpty();
    }

    @Test
    void shouldNotTakeAPartOfAMixedBasketForARefundOrForAPayment() {
        JsonArray parents = Fixtures.json("refund").getJsonArray("parents");
        parents.getJsonObject(0).put("ref_type_id", 7);
        api.payment(REFUND_ID, Fixtures.json("refund").put("amount", 1000).put("parents", parents))
                .payment(PAYMENT_ID, Fixtures.json("payment-paid"));

        PaymentObservation observation = observe(REFUND_ID);

        assertThat(observation.payment()).isEqualTo(PaymentKey.of(PAYMENT_ID));
        assertThat(observation.refunds()).isEmpty();
    }

    @Test
    void shouldCallAVoidPaymentRefundedIfItWasCapturedBefore() {
        api.payment(PAYMENT_ID, Fixtures.payment(5, 6)).amountLeft(PAYMENT_ID, 0);
        store.payment(PaymentKey.of(PAYMENT_ID), "10482", PaymentStatus.PAID, "1");

        assertThat(observe(PAYMENT_ID).status().status()).isEqualTo(PaymentStatus.REFUNDED);
    }

    @Test
    void shouldCallAVoidPaymentCancelledIfItNeverPaid() {
        api.payment(PAYMENT_ID, Fixtures.payment(5, 6)).amountLeft(PAYMENT_ID, "0");
        store.payment(PaymentKey.of(PAYMENT_ID), "10482", PaymentStatus.AUTHORIZED, "2");

        assertThat(observe(PAYMENT_ID).status().status()).isEqualTo(PaymentStatus.CANCELLED);
    }

    @Test
    void shouldNotCountARefundTwiceIfTheEffectiveAmountTellsItToo() {
        JsonObject payment = Fixtures.json("payment-with-refund-partly-told");
        payment.getJsonObject("details").put("status_simple", 7);
        api.payment(PAYMENT_ID, payment).payment(REFUND_ID, Fixtures.json("refund"));
        api.on(paymentPath(PAYMENT_ID) + "/checkStatus", 200, Fixtures.text("check-status-after-refund"));

        PaymentObservation observation = observe(PAYMENT_ID);

        assertThat(observation.status().status()).isEqualTo(PaymentStatus.PARTIALLY_REFUNDED);
        assertThat(observation.refunds()).containsExactly(refund(REFUND_ID, 1000, Refund.Status.SUCCEEDED));
    }

    @ParameterizedTest
    @CsvSource({"1, 12990", "7, 11990", "7, 0"})
    void shouldTakeBackAReductionThatRefundTransactionsExplainByNow(long simple, long left) {
        JsonObject payment = Fixtures.json("payment-with-refund-partly-told");
        payment.getJsonObject("details").put("status_simple", simple);
        api.payment(PAYMENT_ID, payment)
                .payment(REFUND_ID, Fixtures.json("refund"))
                .amountLeft(PAYMENT_ID, left);
        store.payment(PaymentKey.of(PAYMENT_ID), "10482", PaymentStatus.PARTIALLY_REFUNDED, "7");

        assertThat(observe(PAYMENT_ID).refunds())
                .containsExactly(
                        refund(REFUND_ID, 1000, Refund.Status.SUCCEEDED),
                        refund(PAYMENT_ID + "/reduction", 12990, Refund.Status.FAILED));
    }

    @Test
    void shouldCountWhatRefundTransactionsDoNotExplain() {
        JsonObject payment = Fixtures.json("payment-with-refund-partly-told");
        payment.getJsonObject("details").put("status_simple", 7);
        api.payment(PAYMENT_ID, payment)
                .payment(REFUND_ID, Fixtures.json("refund"))
                .amountLeft(PAYMENT_ID, 4000);

        assertThat(observe(PAYMENT_ID).refunds())
                .containsExactly(
                        refund(REFUND_ID, 1000, Refund.Status.SUCCEEDED),
                        refund(PAYMENT_ID + "/reduction", 7990, Refund.Status.SUCCEEDED));
    }

    @ParameterizedTest
    @ValueSource(strings = {"-1", "12991", "1.5", ""})
    void shouldNotBelieveAnEffectiveAmountThatCannotBe(String left) {
        api.payment(PAYMENT_ID, Fixtures.payment(7, 6)).amountLeft(PAYMENT_ID, left);

        assertThat(failure(PAYMENT_ID).category()).isEqualTo(ErrorCategory.PERMANENT);
    }

    static Stream<Arguments> amountsThatAreNoMoney() {
        return Stream.of(
                Arguments.of(new BigDecimal("129.90"), "EUR"),
                Arguments.of(new BigDecimal("1E+3"), "EUR"),
                Arguments.of("129,90", "EUR"),
                Arguments.of("", "EUR"),
                Arguments.of(null, "EUR"),
                Arguments.of(true, "EUR"),
                Arguments.of("9999999999999999999", "EUR"),
                Arguments.of(12990, null),
                Arguments.of(12990, "eur"),
                Arguments.of(12990, 978));
    }

    @ParameterizedTest
    @MethodSource("amountsThatAreNoMoney")
    void shouldRefuseAnAmountThatIsNoMoney(Object amount, Object currency) {
        api.payment(
                PAYMENT_ID, Fixtures.json("payment-paid").put("amount", amount).put("currency", currency));

        assertThat(failure(PAYMENT_ID).category()).isEqualTo(ErrorCategory.PERMANENT);
    }

    @Test
    void shouldRefuseAPaymentWithoutSimpleStatus() {
        JsonObject payment = Fixtures.json("payment-paid");
        payment.remove("details");
        api.payment(PAYMENT_ID, payment);

        assertThat(failure(PAYMENT_ID))
                .hasMessageContaining("details.status_simple")
                .extracting(ProviderException::category)
                .isEqualTo(ErrorCategory.PERMANENT);
    }

    @Test
    void shouldRefuseThePaymentOfAnotherId() {
        api.payment(PAYMENT_ID, Fixtures.json("payment-chargeback"));

        assertThat(failure(PAYMENT_ID).category()).isEqualTo(ErrorCategory.PERMANENT);
    }

    @Test
    void shouldCloseAnIdThatIsUnknownQuietly() {
        assertThat(succeeded("PCI_FORGED")).isEmpty();
    }

    @Test
    void shouldEncodeWhatAStrangerMayHaveWritten() {
        assertThat(succeeded("PCI_X/../../oauth?a=b#c d")).isEmpty();

        assertThat(api.asked())
                .last()
                .isEqualTo("/api/v2/Payment/Transactions/PCI_X%2F..%2F..%2Foauth%3Fa%3Db%23c%20d");
    }

    private static Refund refund(String id, long minorUnits, Refund.Status status) {
        return new Refund(id, new Money(minorUnits, "EUR"), status);
    }

    private PaymentObservation observe(String id) {
        List<PaymentObservation> observations = succeeded(id);
        assertThat(observations).hasSize(1);
        return observations.get(0);
    }

    private List<PaymentObservation> succeeded(String id) {
        Future<List<PaymentObservation>> reconciled = api.reconcile(id, store);
        assertThat(reconciled.succeeded())
                .as("reconciled, cause of failure: %s", reconciled.cause())
                .isTrue();
        return reconciled.result();
    }

    private ProviderException failure(String id) {
        Future<List<PaymentObservation>> reconciled = api.reconcile(id, store);
        assertThat(reconciled.cause()).isInstanceOf(ProviderException.class);
        return (ProviderException) reconciled.cause();
    }
}
