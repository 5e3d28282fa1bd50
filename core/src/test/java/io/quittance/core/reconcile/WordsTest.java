package io.quittance.core.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import io.quittance.core.store.PaymentId;
import io.quittance.spi.PaymentKey;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WordsTest {

    @ParameterizedTest
    @CsvSource({
        "1290, EUR, 12.90 EUR",
        "5, EUR, 0.05 EUR",
        "-120, EUR, -1.20 EUR",
        "1290, JPY, 1290 JPY",
        "1290, KWD, 1.290 KWD",
        "1290, XXX, 1290 of the smallest unit of XXX",
        "1290, QQQ, 1290 of the smallest unit of QQQ",
        "9223372036854775807, EUR, 92233720368547758.07 EUR",
    })
    void shouldWriteMoneyAsPeopleDo(long minorUnits, String currency, String expected) {
        assertThat(Words.of(minorUnits, currency)).isEqualTo(expected);
    }

    @Test
    void shouldNameAPaymentByWhatTheProviderCallsIt() {
        assertThat(Words.of(new PaymentId("shop-cards", new PaymentKey("203771", "card"))))
                .isEqualTo("203771 (card) at shop-cards");
        assertThat(Words.of(new PaymentId("shop-secu", PaymentKey.of("PCI_1")))).isEqualTo("PCI_1 at shop-secu");
    }

    @Test
    void shouldTellTimesAndCountsWithoutNoise() {
        assertThat(Words.of(Instant.parse("2026-11-22T12:00:00.123456Z"))).isEqualTo("2026-11-22T12:00:00Z");
        assertThat(Words.times(0)).isEqualTo("0 times");
        assertThat(Words.times(1)).isEqualTo("once");
        assertThat(Words.times(2)).isEqualTo("2 times");
    }
}
