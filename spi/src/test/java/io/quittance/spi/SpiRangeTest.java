package io.quittance.spi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SpiRangeTest {

    @ParameterizedTest
    @CsvSource({"1.0, true", "1.9, true", "1.10, true", "2.0, false", "0.9, false"})
    void shouldHoldTheMinorsOfTheMajorItWasBuiltFor(String version, boolean held) {
        assertThat(SpiRange.builtFor("1.0").contains(SpiVersion.parse(version))).isEqualTo(held);
    }

    @Test
    void shouldNotHoldWhatIsOlderThanWhatItWasBuiltFor() {
        assertThat(SpiRange.builtFor("1.2").contains(SpiVersion.parse("1.1"))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "1", "1.0.0", "v1.0", "1.x", "-1.0", "99999.0"})
    void shouldRefuseOtherForms(String text) {
        assertThatThrownBy(() -> SpiVersion.parse(text)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void shouldRefuseAnEmptyRange() {
        SpiVersion version = new SpiVersion(1, 0);

        assertThatThrownBy(() -> new SpiRange(version, version)).isInstanceOf(IllegalArgumentException.class);
    }
}
