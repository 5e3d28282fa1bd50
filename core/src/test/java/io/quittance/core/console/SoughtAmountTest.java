package io.quittance.core.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.quittance.core.store.OrderSearch.Found;
import java.math.BigDecimal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SoughtAmountTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "any",
            value = {
                "12.90 | 12.90 | any | 1290",
                "12,9 | 12.9 | any | 1290",
                "1.234 | 1.234 | any | 1234",
                "12,90 eur | 12.90 | EUR | 1290",
                "EUR 12.90 | 12.90 | EUR | 1290",
                "EUR12 | 12 | EUR | 1200",
                "1290 JPY | 1290 | JPY | 1290",
                "1.5 BHD | 1.5 | BHD | 1500",
                "5 XYZ | 5 | XYZ | 5",
                "' 7.00 ' | 7.00 | any | 700"
            })
    void shouldReadWhatPeopleWrite(String text, BigDecimal value, String currency, long minorUnits) {
        SoughtAmount amount = SoughtAmount.of(text).orElseThrow();

        assertThat(amount).isEqualTo(new SoughtAmount(value, currency));
        assertThat(amount.minorUnits()).contains(minorUnits);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"1290", "order-12", "12.9000", "EUR 12.90 EUR", "EUR", "-1.00", "1 2", "1234567890123.00", ""})
    void shouldTakeOtherTextsForNames(String text) {
        assertThat(SoughtAmount.of(text)).isEmpty();
    }

    @Test
    void shouldKnowThatNothingCostsAPartOfTheSmallestUnit() {
        assertThat(SoughtAmount.of("12.905 EUR").orElseThrow().minorUnits()).isEmpty();
        assertThat(SoughtAmount.of("12.900 EUR").orElseThrow().minorUnits()).contains(1290L);
    }

    @Test
    void shouldTellAmountsThatOnlyLookAlikeApart() {
        SoughtAmount amount = SoughtAmount.of("12.90").orElseThrow();

        assertThat(amount.isOf(order(1290L, "EUR"))).isTrue();
        assertThat(amount.isOf(order(1290L, "JPY"))).isFalse();
        assertThat(amount.isOf(order(null, null))).isFalse();
    }

    private static Found order(Long amount, String currency) {
        return new Found("shop", "1", true, "paid", amount, currency, 0L, null);
    }
}
