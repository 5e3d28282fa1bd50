package io.quittance.provider.smart2pay;

import static org.assertj.core.api.Assertions.assertThat;

import io.quittance.spi.Acknowledgement;
import io.quittance.spi.ErrorCategory;
import io.quittance.spi.IntakeOutcome;
import io.quittance.spi.Money;
import io.quittance.spi.ObservedStatus.Reason;
import io.quittance.spi.OrderMatch;
import io.quittance.spi.PaymentKey;
import io.quittance.spi.PaymentObservation;
import io.quittance.spi.PaymentObservation.Site;
import io.quittance.spi.PaymentObservation.Source;
import io.quittance.spi.PaymentProvider;
import io.quittance.spi.PaymentStatus;
import io.quittance.spi.ProviderException;
import io.quittance.spi.testing.TestingNotification;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class Smart2PayProviderTest {

    private final PaymentProvider provider = Fixtures.provider();

    @ParameterizedTest
    @EnumSource(
            value = IntakeOutcome.class,
            names = {"ACCEPTED", "DUPLICATE", "IGNORED"})
    void shouldAcknowledgeWith204AndNothingElse(IntakeOutcome outcome) {
        assertThat(provider.acknowledge(TestingNotification.of("{}"), outcome)).isEqualTo(Acknowledgement.empty(204));
    }

    @ParameterizedTest
    @CsvSource({"MALFORMED, 400", "UNAUTHENTICATED, 401", "TOO_LARGE, 413", "OVERLOADED, 503", "UNAVAILABLE, 503"})
    void shouldRefuseWithTheStandardAnswers(IntakeOutcome outcome, int status) {
        assertThat(provider.acknowledge(TestingNotification.of("{}"), outcome).status())
                .isEqualTo(status);
    }

    @Test
    void shouldReadTheDocumentedAuthorizedPayment() {
        PaymentObservation observation = Fixtures.observation(Fixtures.notification("documented-card-authorized"));

        assertThat(observation.payment()).isEqualTo(new PaymentKey("203771", "card"));
        assertThat(observation.source()).isEqualTo(Source.CARRIED);
        assertThat(observation.status().status()).isEqualTo(PaymentStatus.AUTHORIZED);
        assertThat(observation.status().code()).isEqualTo("9");
        assertThat(observation.status().text()).isEqualTo("Authorized");
        assertThat(observation.amount()).isEqualTo(new Money(100, "EUR"));
        assertThat(observation.captured()).isNull();
        assertThat(observation.order()).isEqualTo(OrderMatch.matched("s2ptest_1002"));
        assertThat(observation.site()).isEqualTo(new Site("1010", "1010"));
        assertThat(observation.live()).isNull();
        assertThat(observation.recurring()).isFalse();
        assertThat(observation.providerTime()).isNull();
    }

    @Test
    void shouldReadTheDocumentedFailedPaymentThatNamesAnotherSite() {
        PaymentObservation observation = Fixtures.observation(Fixtures.notification("documented-card-failed"));

        assertThat(observation.status().status()).isEqualTo(PaymentStatus.FAILED);
        assertThat(observation.status().reasons())
                .containsExactly(new Reason("5073", "Error in holder authentication"));
        assertThat(observation.site()).isEqualTo(new Site("10101", "1010"));
        assertThat(observation.order()).isEqualTo(OrderMatch.matched("s2ptest_1003"));
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "card-authorized,       318442,  card, AUTHORIZED, 4599,  EUR, -",
                "card-failed,           318443,  card, FAILED,     4599,  EUR, -",
                "card-captured-numbers, 318390,  card, PAID,       12000, EUR, 12000",
                "apm-open,              8123377, apm,  PENDING,    1100,  CNY, -",
                "apm-success,           8123401, apm,  PAID,       2500,  EUR, -",
                "apm-reversed,          8100002, apm,  REVERSED,   1000,  EUR, -",
                "apm-mixed-types,       8123500, apm,  PAID,       899,   GBP, -",
            })
    void shouldReadEveryKnownPayment(
            String fixture,
            String id,
            String backEnd,
            PaymentStatus status,
            long amount,
            String currency,
            @Nullable Long captured) {
        PaymentObservation observation = Fixtures.observation(Fixtures.notification(fixture));

        assertThat(observation.payment()).isEqualTo(new PaymentKey(id, backEnd));
        assertThat(observation.status().status()).isEqualTo(status);
        assertThat(observation.amount()).isEqualTo(new Money(amount, currency));
        assertThat(observation.captured()).isEqualTo(captured == null ? null : new Money(captured, currency));
    }

    @Test
    void shouldCallAPaymentUnderAPreapprovalRecurring() {
        assertThat(Fixtures.observation(Fixtures.notification("apm-reversed")).recurring())
                .isTrue();
        assertThat(Fixtures.observation(Fixtures.payment(payment -> payment.put("PreapprovalID", 0)))
                        .recurring())
                .isFalse();
    }

    @Test
    void shouldReadLooseStatuses() {
        PaymentObservation observation = Fixtures.observation(Fixtures.notification("api-payment-status"));

        assertThat(observation.status().status()).isEqualTo(PaymentStatus.PAID);
        assertThat(observation.status().code()).isEqualTo("11");
        assertThat(observation.amount()).isNull();
        assertThat(observation.captured()).isNull();
        assertThat(observation.site()).isNull();
    }

    @Test
    void shouldReadReasonsHoweverTheyAreWritten() {
        JsonArray reasons = new JsonArray()
                .add(new JsonObject().put("Code", 5288).putNull("Info"))
                .add(new JsonObject().putNull("Code").put("Info", "why"))
                .add("not a reason");

        assertThat(reasonsOf(reasons)).containsExactly(new Reason("5288", null), new Reason("", "why"));
        assertThat(reasonsOf(null)).isEmpty();
        assertThat(reasonsOf("none")).isEmpty();
    }

    @Test
    void shouldTakeAPaymentWithoutMethodForAnAlternativeOne() {
        PaymentObservation observation = Fixtures.observation(Fixtures.payment(payment -> payment.putNull("MethodID")));

        assertThat(observation.payment().backEnd()).isEqualTo("apm");
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "11, 80, 80",
                "11, -, 100",
                "35, 40, 40",
                "35, -, 100",
                "38, 40, 40",
                "9, 0, -",
                "2, 0, -",
                "3, 0, -",
                "22, 100, -",
            })
    void shouldTakeCapturedAmountOnlyWhereItMeansSomething(int status, @Nullable Long told, @Nullable Long captured) {
        PaymentObservation observation = Fixtures.observation(Fixtures.payment(payment -> {
            payment.put("CapturedAmount", told);
            payment.getJsonObject("Status").put("ID", status);
        }));

        assertThat(observation.captured()).isEqualTo(captured == null ? null : new Money(captured, "EUR"));
    }

    @ParameterizedTest
    @CsvSource({
        "10000, JPY, 100",
        "1050, EUR, 1050",
        "150, JPY, -1",
        "1050, KWD, 10500",
        "1050, kr, -1",
        "1050, JPY, -1",
        "1, XTS, -1"
    })
    void shouldConvertHundredthsExactlyOrNotAtAll(long amount, String currency, long minorUnits) {
        TestingNotification notification =
                Fixtures.payment(payment -> payment.put("Amount", amount).put("Currency", currency));

        if (minorUnits < 0) {
            assertThat(failureOf(notification)).message().contains("203771", "Amount");
        } else {
            assertThat(Fixtures.observation(notification).amount()).isEqualTo(new Money(minorUnits, currency));
        }
    }

    @Test
    void shouldTakeMinorUnitsAsTheyAreIfConfigured() {
        PaymentProvider minor = Fixtures.provider(Fixtures.settings().put("amountUnit", "minor"));
        TestingNotification yen =
                Fixtures.payment(payment -> payment.put("Amount", "1050").put("Currency", "JPY"));

        assertThat(Fixtures.reconcile(minor, yen).result().get(0).amount()).isEqualTo(new Money(1050, "JPY"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"1e3", "1.5", "1.0", "-1", "+1", "+5", " 5", "5 ", "1234567890123", "1 000", "0x10", "", "١٢"})
    void shouldRefuseAmountsThatAreNoPlainDigits(String amount) {
        assertThat(failureOf(Fixtures.payment(payment -> payment.put("Amount", amount))))
                .message()
                .contains("Payment.Amount", "1 to 12 digits");
        assertThat(failureOf(Fixtures.payment(payment -> {
                    payment.put("CapturedAmount", amount);
                    payment.getJsonObject("Status").put("ID", 11);
                })))
                .message()
                .contains("Payment.CapturedAmount");
    }

    @Test
    void shouldRefuseAmountsThatAreNoWholeNumbers() {
        for (Object amount : List.of(1000.0, new BigDecimal("1E+3"), 1.5, -1, 1234567890123L, true, new JsonObject())) {
            assertThat(failureOf(Fixtures.payment(payment -> payment.put("Amount", amount))))
                    .as(amount.toString())
                    .message()
                    .contains("Payment.Amount");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"100.0", "1e2", "-100", "1E+2", "1.5", "true", "[100]", "{}", "100000000000000000000000"})
    void shouldRefuseAmountsInJsonThatAreNoPlainDigits(String json) {
        TestingNotification notification = TestingNotification.of(
                Fixtures.body("documented-card-authorized").replace("\"Amount\": \"100\"", "\"Amount\": " + json));

        assertThat(Fixtures.item(notification).subject()).as("it is kept").isEqualTo("203771");
        assertThat(failureOf(notification)).message().contains("Payment.Amount").doesNotContain(json);
    }

    @Test
    void shouldReadWhatTheSendersOfDifferentAgesWriteDifferently() {
        PaymentObservation observation = Fixtures.observation(Fixtures.payment(payment -> payment.put("ID", "203771")
                .put("SiteID", "1010")
                .put("MethodID", "6")
                .put("Amount", 100)
                .put("Customer", new JsonObject().put("MerchantCustomerID", "null"))
                .put("OfTomorrow", new JsonArray().add(1.5))
                .put("Status", new JsonObject().put("ID", "11").putNull("Info").putNull("Reasons"))));

        assertThat(observation.payment()).isEqualTo(new PaymentKey("203771", "card"));
        assertThat(observation.status().status()).isEqualTo(PaymentStatus.PAID);
        assertThat(observation.amount()).isEqualTo(new Money(100, "EUR"));
        assertThat(observation.site()).isEqualTo(new Site("1010", "1010"));
    }

    @Test
    void shouldRefuseAnAmountWithoutCurrency() {
        assertThat(failureOf(Fixtures.payment(payment -> payment.putNull("Currency"))))
                .message()
                .contains("Currency");
    }

    @Test
    void shouldReadTheOrderReferenceThroughThePattern() {
        PaymentProvider patterned =
                Fixtures.provider(Fixtures.settings().put("orderReferencePattern", "^(.+)-[0-9]+$"));

        PaymentObservation matched = Fixtures.reconcile(patterned, Fixtures.notification("card-authorized"))
                .result()
                .get(0);
        PaymentObservation unmatched = Fixtures.reconcile(
                        patterned, Fixtures.notification("documented-card-authorized"))
                .result()
                .get(0);

        assertThat(matched.order()).isEqualTo(OrderMatch.matched("ord_70012"));
        assertThat(unmatched.order().kind()).isEqualTo(OrderMatch.Kind.NONE);
        assertThat(unmatched.order().detail()).contains("orderReferencePattern", "s2ptest_1002");
    }

    @Test
    void shouldTellThatAPaymentNamesNoOrder() {
        for (String id : List.of("", "x".repeat(201))) {
            PaymentObservation observation =
                    Fixtures.observation(Fixtures.payment(payment -> payment.put("MerchantTransactionID", id)));

            assertThat(observation.order().kind()).isEqualTo(OrderMatch.Kind.NONE);
            assertThat(observation.order().detail()).contains("MerchantTransactionID");
        }
    }

    @Test
    void shouldGiveOneObservationForEachPaymentItemInOrder() {
        Future<List<PaymentObservation>> observations = Fixtures.reconcile(
                provider,
                Fixtures.notification("documented-card-failed"),
                Fixtures.notification("payout-card"),
                Fixtures.notification("documented-card-authorized"),
                Fixtures.notification("documented-card-failed"));

        assertThat(observations.result())
                .extracting(observation -> observation.status().code())
                .containsExactly("4", "9", "4");
    }

    @Test
    void shouldSayWhichNotificationCarriedEachObservation() {
        TestingNotification failed = Fixtures.notification("documented-card-failed");
        TestingNotification authorized = Fixtures.notification("documented-card-authorized");

        assertThat(Fixtures.reconcile(provider, failed, authorized).result())
                .extracting(PaymentObservation::evidence)
                .containsExactly(failed, authorized);
    }

    @Test
    void shouldGiveNoObservationForWhatIsNoPayment() {
        assertThat(Fixtures.reconcile(provider, Fixtures.notification("preapproval"))
                        .result())
                .isEmpty();
    }

    private List<Reason> reasonsOf(@Nullable Object reasons) {
        return Fixtures.observation(Fixtures.payment(
                        payment -> payment.getJsonObject("Status").put("Reasons", reasons)))
                .status()
                .reasons();
    }

    private ProviderException failureOf(TestingNotification notification) {
        Future<List<PaymentObservation>> failed = Fixtures.reconcile(provider, notification);
        assertThat(failed.failed()).isTrue();
        assertThat(failed.cause()).isInstanceOf(ProviderException.class);
        ProviderException cause = (ProviderException) failed.cause();
        assertThat(cause.category()).isEqualTo(ErrorCategory.PERMANENT);
        return cause;
    }
}
