package io.quittance.core.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine.TypeConversionException;

class ShortDurationTest {
    private final ShortDuration durations = new ShortDuration();

    @ParameterizedTest
    @CsvSource({"20s, PT20S", "2m, PT2M", "500ms, PT0.5S", "1h, PT1H", "PT20S, PT20S", "PT1M30S, PT1M30S"})
    void shouldReadWhatPeopleWrite(String text, Duration expected) {
        assertThat(durations.convert(text)).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "20", "s", "20 s", "-5s", "0s", "20x", "1e3s", "PT-1S", "P400D", "99999999999s", "20S"})
    void shouldSayWhatIsAllowed(String text) {
        assertThatExceptionOfType(TypeConversionException.class)
                .isThrownBy(() -> durations.convert(text))
                .withMessageContaining("'" + text + "'")
                .withMessageContaining("20s, 2m, 500ms");
    }
}
