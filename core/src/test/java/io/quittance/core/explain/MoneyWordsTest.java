package io.quittance.core.explain;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MoneyWordsTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "1290 EUR                     | EUR 12.90",
                "captured 500 JPY, not more   | captured JPY 500, not more",
                "-5 EUR (minor units)         | EUR -0.05",
                "payment 7 of 12.90 EUR       | payment 7 of 12.90 EUR",
                "payment 7 of 0.05 EUR at odds| payment 7 of 0.05 EUR at odds"
            })
    void shouldTurnMinorUnitsIntoMoneyAndLeaveAloneWhatIsMoneyAlready(String text, String words) {
        assertThat(MoneyWords.in(text)).isEqualTo(words);
    }
}
