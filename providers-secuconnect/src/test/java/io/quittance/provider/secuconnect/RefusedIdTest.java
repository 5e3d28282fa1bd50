package io.quittance.provider.secuconnect;

import static io.quittance.provider.secuconnect.Fixtures.PAYMENT_ID;
import static io.quittance.provider.secuconnect.StandInApi.paymentPath;
import static org.assertj.core.api.Assertions.assertThat;

import io.quittance.spi.ErrorCategory;
import io.quittance.spi.PaymentKey;
import io.quittance.spi.PaymentObservation;
import io.quittance.spi.PaymentProvider;
import io.quittance.spi.PaymentStatus;
import io.quittance.spi.ProviderException;
import io.quittance.spi.testing.TestingNotification;
import io.quittance.spi.testing.TestingPaymentStore;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whether the API answers 404 for an id that nobody has is not documented; and anyone can make ids up. */
class RefusedIdTest {

    private static final String ERROR = "{\"status\":\"error\",\"error\":\"ProductNotAllowedException\",\"code\":2001}";

    private final StandInApi api = new StandInApi();
    private final TestingPaymentStore store = new TestingPaymentStore();

    @ParameterizedTest
    @ValueSource(ints = {400, 403, 404, 410})
    void shouldCloseQuietlyWhatOnlyAStrangerNames(int status) {
        api.on(paymentPath(PAYMENT_ID), status, ERROR);

        assertThat(api.reconcile(PAYMENT_ID, store).result()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "401; {}; CONFIGURATION",
                "403; {\"status\":\"error\",\"code\":2003}; CONFIGURATION",
                "400; {\"error\":\"invalid_client\"}; CONFIGURATION",
                "403; <html>; TEMPORARY",
                "429; {\"status\":\"error\",\"code\":1}; TEMPORARY",
                "500; {\"status\":\"error\",\"code\":1}; TEMPORARY",
                "302; ''; PERMANENT"
            })
    void shouldNotPutDownToTheIdWhatIsAboutSomethingElse(int status, String body, ErrorCategory expected) {
        api.on(paymentPath(PAYMENT_ID), status, body);

        assertThat(category(api.reconcile(PAYMENT_ID, store))).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 403, 410})
    void shouldTellTheRefusalOfAPaymentThatIsKnown(int status) {
        api.on(paymentPath(PAYMENT_ID), status, ERROR);
        store.payment(PaymentKey.of(PAYMENT_ID), PaymentStatus.PENDING, "10");

        assertThat(category(api.reconcile(PAYMENT_ID, store))).isEqualTo(ErrorCategory.PERMANENT);
    }

    @Test
    void shouldTellTheRefusalOfAPaymentThatASignedPushNames() {
        api.context.secret("/pushKey", "push key");
        PaymentProvider provider =
                api.provider(new JsonObject().put("pushKey", "[secret]").put("pushSignature", "prefer"));
        URI url = provider.notificationUrl(URI.create("https://pay.shop.example/s"), "10482")
                .orElseThrow();
        TestingNotification signed = TestingNotification.of("{}")
                .withQuery("order", "10482")
                .withQuery("sig", url.getRawQuery().substring("order=10482&sig=".length()));
        api.on(paymentPath(PAYMENT_ID), 403, ERROR);

        assertThat(category(StandInApi.reconcile(provider, PAYMENT_ID, store, signed)))
                .isEqualTo(ErrorCategory.PERMANENT);
    }

    @Test
    void shouldTellTheRefusalOfWhatBelongsToAPaymentThatIsThere() {
        api.payment(PAYMENT_ID, Fixtures.json("payment-paid"))
                .on("/api/v2/Smart/Transactions?q=transactions.id:" + PAYMENT_ID + "&count=1", 403, ERROR);

        assertThat(category(api.reconcile(PAYMENT_ID, store))).isEqualTo(ErrorCategory.PERMANENT);
    }

    private static ErrorCategory category(Future<List<PaymentObservation>> failed) {
        assertThat(failed.cause()).isInstanceOf(ProviderException.class);
        return ((ProviderException) failed.cause()).category();
    }
}
