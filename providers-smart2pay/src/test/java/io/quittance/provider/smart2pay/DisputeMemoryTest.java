package io.quittance.provider.smart2pay;

import static io.quittance.provider.smart2pay.BackEnd.CARD;
import static io.quittance.provider.smart2pay.StandInApi.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.quittance.spi.Money;
import io.quittance.spi.ObservedStatus;
import io.quittance.spi.ObservedStatus.Reason;
import io.quittance.spi.PaymentKey;
import io.quittance.spi.PaymentLookup.Window;
import io.quittance.spi.PaymentObservation;
import io.quittance.spi.PaymentObservation.Source;
import io.quittance.spi.PaymentStatus;
import io.quittance.spi.testing.TestingPaymentStore;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The API cannot be asked about disputes, so what it says about their payment does not deny them. */
class DisputeMemoryTest {

    private static final PaymentKey PAYMENT = new PaymentKey("318390", "card");

    private final StandInApi api = new StandInApi();

    @AfterEach
    void close() {
        api.close();
    }

    @ParameterizedTest
    @CsvSource({"1, DISPUTED", "23, DISPUTE_WON", "24, CHARGED_BACK", "9, UNKNOWN"})
    void shouldKeepADisputeThatThePaymentDoesNotShow(int id, PaymentStatus status) {
        PaymentObservation read = read(11, knowing(status, "dispute:" + id));

        ObservedStatus told = Fixtures.observation(Fixtures.dispute(
                        dispute -> dispute.getJsonObject("Status").put("ID", id)))
                .status();
        assertThat(read.source()).isEqualTo(Source.READ);
        assertThat(read.status().status()).isEqualTo(told.status()).isEqualTo(status);
        assertThat(read.status().code()).as("so that nothing is in doubt").isEqualTo(told.code());
        assertThat(read.status().rank()).isEqualTo(told.rank());
        assertThat(read.captured()).isEqualTo(new Money(12000, "EUR"));
    }

    @Test
    void shouldSayWhatThePaymentItselfTells() {
        assertThat(read(11, knowing(PaymentStatus.CHARGED_BACK, "dispute:24"))
                        .status()
                        .reasons())
                .containsExactly(new Reason("11", "Captured, by the payment itself"));
    }

    @ParameterizedTest
    @ValueSource(ints = {4, 9, 16, 21, 22, 77})
    void shouldKeepADisputeWhateverElseThePaymentTells(int own) {
        assertThat(read(own, knowing(PaymentStatus.DISPUTED, "dispute:1"))
                        .status()
                        .status())
                .isEqualTo(PaymentStatus.DISPUTED);
    }

    @ParameterizedTest
    @ValueSource(ints = {19, 23, 24, 26, 27, 28})
    void shouldBelieveThePaymentIfItShowsADispute(int own) {
        assertThat(read(own, knowing(PaymentStatus.CHARGED_BACK, "dispute:24"))
                        .status()
                        .code())
                .isEqualTo(Integer.toString(own));
    }

    @ParameterizedTest
    @CsvSource({"11, PAID", "19, DISPUTED", "24, CHARGED_BACK", "'', UNKNOWN"})
    void shouldBelieveThePaymentIfNoDisputeToldWhatIsKnown(String code, PaymentStatus status) {
        assertThat(read(11, knowing(status, code)).status())
                .isEqualTo(SmartStatus.observed("11", "Captured", List.of()));
    }

    @Test
    void shouldKeepADisputeInAListAndInASearchByOrder() {
        TestingPaymentStore store = knowing(PaymentStatus.CHARGED_BACK, "dispute:24");
        JsonObject row = captured(11).getJsonObject("Payment");
        String rows = new JsonObject().put("Payments", new JsonArray().add(row)).encode();
        api.on(CARD, "1010", "/v1/payments?limit=100&merchantTransactionID=ord_69990-1", rows)
                .on(CARD, "1010", "/v1/payments?endDate=20240310190000&limit=100&startDate=20240310175959", rows)
                .on(CARD, "1010", "/v1/payments/318390", captured(11).encode());
        Window window = new Window(Instant.parse("2024-03-10T18:00:00Z"), Instant.parse("2024-03-10T19:00:00Z"));
        String cursor = "CARD:1010:1:" + window.from().getEpochSecond() + ":"
                + window.to().getEpochSecond();

        assertThat(await(api.lookup().byOrder("ord_69990-1", store)))
                .extracting(observation -> observation.status().code())
                .containsExactly("dispute:24");
        assertThat(await(api.lookup().list(window, Optional.of(cursor), store)).payments())
                .extracting(observation -> observation.status().code())
                .containsExactly("dispute:24");
    }

    private PaymentObservation read(int own, TestingPaymentStore store) {
        api.on(CARD, "1010", "/v1/payments/318390", captured(own).encode());
        return await(api.lookup().byPayment(PAYMENT, store)).get(0);
    }

    private static JsonObject captured(int status) {
        JsonObject envelope = new JsonObject(Fixtures.body("card-captured-numbers"));
        envelope.getJsonObject("Payment").getJsonObject("Status").put("ID", status);
        return envelope;
    }

    private static TestingPaymentStore knowing(PaymentStatus status, String code) {
        return new TestingPaymentStore().payment(PAYMENT, status, code);
    }
}
