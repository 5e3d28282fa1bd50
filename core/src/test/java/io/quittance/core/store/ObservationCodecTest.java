package io.quittance.core.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quittance.spi.Money;
import io.quittance.spi.ObservedStatus;
import io.quittance.spi.OrderMatch;
import io.quittance.spi.PaymentKey;
import io.quittance.spi.PaymentObservation;
import io.quittance.spi.PaymentObservation.Refund;
import io.quittance.spi.PaymentObservation.Site;
import io.quittance.spi.PaymentObservation.Source;
import io.quittance.spi.PaymentStatus;
import io.quittance.spi.testing.TestingNotification;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class ObservationCodecTest {

    // What stores hold for years. It may be added to; what is here must stay readable.
    private static final String FULL = """
            {"payment":{"id":"p1","backEnd":"cards"},"source":"CARRIED",
             "status":{"status":"PARTIALLY_REFUNDED","rank":70,"code":"35","text":"Partially refunded",
               "reasons":[{"code":"8","text":"asked for"},{"code":"9"}]},
             "amount":{"minorUnits":1000,"currency":"EUR"},"captured":{"minorUnits":900,"currency":"EUR"},
             "refunds":[{"id":"r1","amount":{"minorUnits":100,"currency":"EUR"},"status":"SUCCEEDED"}],
             "order":{"kind":"MATCHED","reference":"A1"},"site":{"named":"1010","authenticated":"1011"},"live":true,
             "recurring":true,"providerTime":"2026-03-01T10:00:00.123456789Z"}""";
    private static final String BARE = """
            {"payment":{"id":"p1","backEnd":""},"source":"READ",
             "status":{"status":"UNKNOWN","rank":0,"code":"x","reasons":[]},"refunds":[],"order":{"kind":"NOT_TOLD"},
             "recurring":false}""";

    @Test
    void shouldWriteWhatStoresHold() {
        assertThat(ObservationCodec.encode(full())).isEqualTo(new JsonObject(FULL));
        assertThat(ObservationCodec.encode(bare())).isEqualTo(new JsonObject(BARE));
    }

    @Test
    void shouldReadWhatStoresHold() {
        assertThat(ObservationCodec.decode(new JsonObject(FULL))).isEqualTo(full());
        assertThat(ObservationCodec.decode(new JsonObject(BARE))).isEqualTo(bare());
    }

    @Test
    void shouldLeaveTheEvidenceToTheNotification() {
        PaymentObservation carried = PaymentObservation.builder(
                        PaymentKey.of("p1"), Source.READ, ObservedStatus.of(PaymentStatus.UNKNOWN, 0, "x"))
                .evidence(TestingNotification.of("{\"secret\":1}"))
                .build();

        assertThat(ObservationCodec.encode(carried)).isEqualTo(new JsonObject(BARE));
    }

    @ParameterizedTest
    @EnumSource(PaymentStatus.class)
    void shouldKeepEachStatus(PaymentStatus status) {
        PaymentObservation observation = PaymentObservation.builder(
                        PaymentKey.of("p1"), Source.READ, ObservedStatus.of(status, 1, "1"))
                .build();

        assertThat(ObservationCodec.decode(ObservationCodec.encode(observation)))
                .isEqualTo(observation);
    }

    @ParameterizedTest
    @EnumSource(OrderMatch.Kind.class)
    void shouldKeepEachOrderMatch(OrderMatch.Kind kind) {
        OrderMatch match = new OrderMatch(kind, kind == OrderMatch.Kind.MATCHED ? "A1" : null, "because");
        PaymentObservation observation = PaymentObservation.builder(
                        PaymentKey.of("p1"), Source.READ, ObservedStatus.of(PaymentStatus.PAID, 1, "1"))
                .order(match)
                .build();

        assertThat(ObservationCodec.decode(ObservationCodec.encode(observation)).order())
                .isEqualTo(match);
    }

    @Test
    void shouldPassOverWhatALaterVersionAdded() {
        JsonObject later = new JsonObject(BARE).put("mood", "good");

        assertThat(ObservationCodec.decode(later)).isEqualTo(bare());
    }

    @Test
    void shouldSayThatNothingCanBeDecidedFromWhatCannotBeRead() {
        JsonObject broken = new JsonObject(BARE).put("source", "HEARSAY");

        assertThatThrownBy(() -> ObservationCodec.decode(broken)).isInstanceOf(UndecidableException.class);
    }

    private static PaymentObservation full() {
        return PaymentObservation.builder(
                        new PaymentKey("p1", "cards"),
                        Source.CARRIED,
                        new ObservedStatus(
                                PaymentStatus.PARTIALLY_REFUNDED,
                                70,
                                "35",
                                "Partially refunded",
                                List.of(
                                        new ObservedStatus.Reason("8", "asked for"),
                                        new ObservedStatus.Reason("9", null))))
                .amount(new Money(1_000, "EUR"))
                .captured(new Money(900, "EUR"))
                .refunds(List.of(new Refund("r1", new Money(100, "EUR"), Refund.Status.SUCCEEDED)))
                .order(OrderMatch.matched("A1"))
                .site(new Site("1010", "1011"))
                .live(true)
                .recurring(true)
                .providerTime(Instant.parse("2026-03-01T10:00:00.123456789Z"))
                .build();
    }

    private static PaymentObservation bare() {
        return PaymentObservation.builder(
                        PaymentKey.of("p1"), Source.READ, ObservedStatus.of(PaymentStatus.UNKNOWN, 0, "x"))
                .build();
    }
}
