package io.quittance.provider.smart2pay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.quittance.spi.ErrorCategory;
import io.quittance.spi.NotificationItem;
import io.quittance.spi.NotificationItem.Effect;
import io.quittance.spi.ProviderException;
import io.quittance.spi.Verification;
import io.quittance.spi.testing.TestingNotification;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class Smart2PayNotificationTest {

    @ParameterizedTest
    @CsvSource({
        "documented-card-authorized, Payment,     203771,  PAYMENT",
        "documented-card-failed,     Payment,     203772,  PAYMENT",
        "card-authorized,            Payment,     318442,  PAYMENT",
        "card-failed,                Payment,     318443,  PAYMENT",
        "card-captured-numbers,      Payment,     318390,  PAYMENT",
        "apm-open,                   Payment,     8123377, PAYMENT",
        "apm-success,                Payment,     8123401, PAYMENT",
        "apm-reversed,               Payment,     8100002, PAYMENT",
        "apm-mixed-types,            Payment,     8123500, PAYMENT",
        "api-payment-status,         Payment,     318390,  PAYMENT",
        "refund,                     Refund,      20411,   PAYMENT",
        "api-refund-status,          Refund,      263,     PAYMENT",
        "dispute,                    Dispute,     27,      PAYMENT",
        "preapproval,                Preapproval, 13555,   NONE",
        "payout-card,                Payout,      331,     NONE",
        "payout-apm,                 Payout,      5120,    NONE",
        "api-message,                other,       '',      UNHANDLED",
    })
    void shouldTellKindSubjectAndEffect(String fixture, String kind, String subject, Effect effect) {
        NotificationItem item = Fixtures.item(Fixtures.notification(fixture));

        assertThat(item.kind()).isEqualTo(kind);
        assertThat(item.subject()).isEqualTo(subject);
        assertThat(item.effect()).isEqualTo(effect);
    }

    @Test
    void shouldGiveEqualItemsForTheSameContentHoweverItIsWritten() {
        NotificationItem documented = Fixtures.item(Fixtures.notification("documented-card-authorized"));

        assertThat(Fixtures.item(Fixtures.notification("documented-card-authorized")))
                .isEqualTo(documented);
        assertThat(Fixtures.item(Fixtures.payment(payment -> {}))).isEqualTo(documented);
        assertThat(Fixtures.item(Fixtures.payment(payment -> payment.put("Amount", 100)
                        .put("CapturedAmount", 0)
                        .put("SiteID", "1010")
                        .put("MethodID", "6")
                        .put("NotificationDateTime", "20180509114500")
                        .put("Description", "another text")
                        .put(
                                "Status",
                                new JsonObject().put("ID", "9").putNull("Info").putNull("Reasons")))))
                .isEqualTo(documented);
    }

    static Stream<Consumer<JsonObject>> changes() {
        return Stream.of(
                payment -> payment.put("ID", 203770),
                payment -> payment.put("MethodID", 1),
                payment -> payment.put("SiteID", 10101),
                payment -> payment.put("MerchantTransactionID", "s2ptest_1001"),
                payment -> payment.put("Amount", "101"),
                payment -> payment.put("Currency", "USD"),
                payment -> payment.put("CapturedAmount", "100"),
                payment -> payment.putNull("CapturedAmount"),
                payment -> payment.put("PreapprovalID", 13555),
                payment -> payment.getJsonObject("Status").put("ID", 11),
                payment -> payment.getJsonObject("Status")
                        .put("Reasons", new JsonArray().add(new JsonObject().put("Code", 5288))));
    }

    @ParameterizedTest
    @MethodSource("changes")
    void shouldGiveAnotherKeyForAnotherEvent(Consumer<JsonObject> change) {
        assertThat(Fixtures.item(Fixtures.payment(change)).key())
                .isNotEqualTo(Fixtures.item(Fixtures.payment(payment -> {})).key());
    }

    @Test
    void shouldGiveAnotherKeyForAnotherAuthenticatedSite() {
        TestingNotification notification = Fixtures.notification("documented-card-authorized");

        NotificationItem elsewhere = Fixtures.provider()
                .parse(notification, Verification.verified("site:2041"))
                .get(0);

        assertThat(elsewhere.key()).isNotEqualTo(Fixtures.item(notification).key());
    }

    @Test
    void shouldGiveTheSameKeyWhicheverKeyOfTheSiteWasUsed() {
        TestingNotification notification = Fixtures.notification("documented-card-authorized");

        for (String credential : List.of("site:1010", "site:1010#00000000", "site:1010#ffffffff")) {
            assertThat(Fixtures.provider()
                            .parse(notification, Verification.verified(credential))
                            .get(0))
                    .isEqualTo(Fixtures.item(notification));
        }
    }

    @Test
    void shouldTellARefundByCardFromAnotherOfTheSameId() {
        TestingNotification card = Fixtures.refund(refund -> {
            refund.remove("TypeID");
            refund.putNull("StatementDescriptor");
        });

        assertThat(Fixtures.item(card).key())
                .isNotEqualTo(Fixtures.item(Fixtures.notification("refund")).key());
    }

    @Test
    void shouldGiveAnotherKeyForAnotherPaymentOfARefundOrDispute() {
        assertThat(Fixtures.item(Fixtures.refund(refund -> refund.put("InitialPaymentID", 1)))
                        .key())
                .isNotEqualTo(Fixtures.item(Fixtures.notification("refund")).key());
        assertThat(Fixtures.item(Fixtures.dispute(dispute -> dispute.put("PaymentID", 1)))
                        .key())
                .isNotEqualTo(Fixtures.item(Fixtures.notification("dispute")).key());
    }

    @Test
    void shouldTellARefundFromAPaymentOfTheSameId() {
        JsonObject content = new JsonObject(Fixtures.body("apm-success")).getJsonObject("Payment");

        assertThat(Fixtures.item(envelope("Refund", content)).key())
                .isNotEqualTo(Fixtures.item(envelope("Payment", content)).key());
    }

    @Test
    void shouldKeepKeysSubjectsAndKindsShort() {
        String endless = "x".repeat(10_000);

        NotificationItem payment =
                Fixtures.item(Fixtures.payment(content -> content.put("MerchantTransactionID", endless)));
        NotificationItem other = Fixtures.item(envelope(endless, new JsonObject().put("ID", endless)));

        assertThat(payment.key()).hasSizeLessThanOrEqualTo(1000);
        assertThat(other.key()).hasSizeLessThanOrEqualTo(1000);
        assertThat(other.subject()).hasSizeLessThanOrEqualTo(200);
        assertThat(other.kind()).isEqualTo("other");
        assertThat(other.effect()).isEqualTo(Effect.UNHANDLED);
    }

    @Test
    void shouldTellUnknownNotificationsWithoutIdApartByTheirBytes() {
        String one = Fixtures.item(TestingNotification.of("{\"Settlement\":{\"Sum\":1}}"))
                .key();
        String same = Fixtures.item(TestingNotification.of("{\"Settlement\":{\"Sum\":1}}"))
                .key();
        String other = Fixtures.item(TestingNotification.of("{\"Settlement\":{\"Sum\":2}}"))
                .key();

        assertThat(one).isEqualTo(same).isNotEqualTo(other);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"Payment\":{\"ID\":1,\"Status\":{\"ID\":2}},\"Refund\":{\"ID\":1}}",
                "{\"Payment\":null}",
                "{\"Payment\":[]}",
                "{\"Payment\":{}}",
                "{\"Payment\":{\"ID\":1}}",
                "{\"Payment\":{\"ID\":1,\"Status\":2}}",
                "{\"Payment\":{\"ID\":1,\"Status\":{\"ID\":null}}}",
                "{\"Payment\":{\"ID\":null,\"Status\":{\"ID\":2}}}",
                "{\"Payment\":{\"ID\":1.5,\"Status\":{\"ID\":2}}}",
                "{\"Payment\":{\"ID\":\"../1\",\"Status\":{\"ID\":2}}}",
                "{\"Refund\":{\"ID\":1}}",
                "{\"Refund\":{\"Status\":{\"ID\":2}}}",
                "{\"Refund\":{\"ID\":1,\"StateDetails\":{\"ID\":null}}}",
                "{\"Dispute\":{\"ID\":1}}",
                "{\"Dispute\":{\"Status\":{\"ID\":1}}}",
            })
    void shouldCallAuthenticButUnreadableContentNotMalformed(String body) {
        ProviderException failure =
                catchThrowableOfType(ProviderException.class, () -> Fixtures.item(TestingNotification.of(body)));

        assertThat(failure.category()).isEqualTo(ErrorCategory.PERMANENT);
        assertThat(failure)
                .message()
                .containsPattern(
                        "exactly one top-level key|(Payment|Refund|Dispute)\\.(ID|Status\\.ID|StateDetails\\.ID)");
    }

    @Test
    void shouldNotReadAnErrorOfTheApiAsARefund() {
        assertThatThrownBy(() -> Fixtures.item(Fixtures.notification("api-refund-error")))
                .hasMessageContaining("Refund.Status.ID");
    }

    static Stream<TestingNotification> olderForms() {
        TestingNotification form = TestingNotification.of(Fixtures.OLDER_FORM);
        return Stream.of(
                form,
                form.withHeader("Content-Type", "text/plain"),
                TestingNotification.of("Hash=00&" + Fixtures.OLDER_FORM)
                        .withHeader("Content-Type", "application/x-www-form-urlencoded; charset=utf-8"));
    }

    @ParameterizedTest
    @MethodSource("olderForms")
    void shouldRefuseTheOlderFormWithAClearReason(TestingNotification form) {
        assertThatThrownBy(() -> Fixtures.item(form))
                .isInstanceOfSatisfying(
                        ProviderException.class, e -> assertThat(e.category()).isEqualTo(ErrorCategory.MALFORMED))
                .hasMessageContaining("older HTTP POST API")
                .hasMessageNotContaining("ord_1");
    }

    @Test
    void shouldReadJsonWhateverTheContentTypeSays() {
        TestingNotification notification = Fixtures.notification("documented-card-authorized")
                .withHeader("Content-Type", "application/x-www-form-urlencoded");

        assertThat(Fixtures.item(notification).subject()).isEqualTo("203771");
    }

    private static TestingNotification envelope(String type, JsonObject content) {
        return TestingNotification.of(new JsonObject().put(type, content).encode());
    }
}
