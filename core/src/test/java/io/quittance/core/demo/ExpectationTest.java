package io.quittance.core.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.quittance.spi.simulator.Life;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class ExpectationTest {

    @ParameterizedTest
    @CsvSource({
        "PAID, 1001, paid, 0",
        "PREPAID, 1001, paid, 0",
        "AUTHORIZED_THEN_CAPTURED, 1001, paid, 0",
        "FAILED_THEN_PAID, 1001, paid, 0",
        "DECLINED, 1001, failed, 0",
        "PARTIALLY_REFUNDED, 1001, partially_refunded, 333",
        "REFUNDED_IN_PARTS, 1001, refunded, 1001",
        "CHARGED_BACK, 1001, charged_back, 0",
        "CHARGEBACK_REVERSED, 1001, paid, 0"
    })
    void shouldFollowTheLifeOfThePayment(Life life, long asked, String status, long refunded) {
        assertThat(Expectation.of(life, asked, asked)).isEqualTo(new Expectation(status, refunded, List.of()));
    }

    @ParameterizedTest
    @EnumSource(
            value = Life.class,
            names = {"PAID", "PREPAID", "AUTHORIZED_THEN_CAPTURED", "FAILED_THEN_PAID", "CHARGEBACK_REVERSED"})
    void shouldMissWhatThePayerDoesNotPay(Life life) {
        assertThat(Expectation.leavesMoney(life)).isTrue();
        assertThat(Expectation.of(life, 1000, 1001))
                .isEqualTo(new Expectation("partially_paid", 0, List.of("underpaid")));
    }

    @Test
    void shouldBeMetByTheSameStatusMoneyAndOpenCasesOnly() {
        Expectation underpaid = Expectation.of(Life.PAID, 1000, 1001);

        assertThat(underpaid.isMetBy(seen("partially_paid", 0, "underpaid", "open")))
                .isTrue();
        assertThat(underpaid.isMetBy(seen("paid", 0, "underpaid", "open"))).isFalse();
        assertThat(underpaid.isMetBy(seen("partially_paid", 1, "underpaid", "open")))
                .isFalse();
        assertThat(underpaid.isMetBy(seen("partially_paid", 0, "underpaid", "closed")))
                .isFalse();
        assertThat(Expectation.of(Life.PAID, 1000, 1000).isMetBy(seen("paid", 0, "unknown_order", "closed")))
                .isTrue();
    }

    @Test
    void shouldSayWhatItIs() {
        assertThat(Expectation.of(Life.PAID, 1000, 1001).inWords())
                .isEqualTo("partially_paid with open case underpaid");
        assertThat(Expectation.of(Life.PARTIALLY_REFUNDED, 900, 900).inWords())
                .isEqualTo("partially_refunded, 300 refunded");
    }

    private static SeenOrder seen(String status, long refunded, String kind, String state) {
        return SeenOrder.of(new JsonObject()
                .put("status", status)
                .put("refunded", refunded)
                .put(
                        "cases",
                        new JsonArray().add(new JsonObject().put("kind", kind).put("state", state))));
    }
}
