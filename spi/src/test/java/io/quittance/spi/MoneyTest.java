package io.quittance.spi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MoneyTest {

    @ParameterizedTest
    @CsvSource({"1154, 2, EUR, 1154", "10000, 2, JPY, 100", "100, 2, KWD, 1000", "-100, 2, EUR, -100", "7, 0, USD, 700"
    })
    void shouldConvertFixedDecimalsToMinorUnits(long amount, int decimals, String currency, long minorUnits) {
        assertThat(Money.ofDecimals(amount, decimals, currency)).isEqualTo(new Money(minorUnits, currency));
    }

    @Test
    void shouldRefuseAPartOfAMinorUnit() {
        assertThatThrownBy(() -> Money.ofDecimals(10001, 2, "JPY")).isInstanceOf(ArithmeticException.class);
    }

    @Test
    void shouldRefuseWhatDoesNotFit() {
        assertThatThrownBy(() -> Money.ofDecimals(Long.MAX_VALUE, 0, "EUR")).isInstanceOf(ArithmeticException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"XAU", "XXX", "ZZZ"})
    void shouldRefuseCurrenciesWithoutAMinorUnit(String currency) {
        assertThatThrownBy(() -> Money.ofDecimals(100, 2, currency)).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "eur", "EURO", "E R"})
    void shouldRefuseWhatIsNoCurrencyCode(String currency) {
        assertThatThrownBy(() -> new Money(1, currency)).isInstanceOf(IllegalArgumentException.class);
    }
}
