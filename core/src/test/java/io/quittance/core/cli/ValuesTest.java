package io.quittance.core.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ValuesTest {

    @ParameterizedTest
    @ValueSource(strings = {"\u001b", "\n", "\t", "\u007f", "\u0085", "\u009b", "\u202e", "\u2066", "\u2028", "\u2029"})
    void shouldLeaveOutWhatATerminalObeys(String character) {
        assertThat(Values.printable("a" + character + "b")).isEqualTo("a?b");
    }

    @Test
    void shouldShowEverythingElseAsItIs() {
        assertThat(Values.printable("PCI_1/ä € 日本")).isEqualTo("PCI_1/ä € 日本");
        assertThat(Values.printable("")).isEqualTo("-");
        assertThat(Values.printable(null)).isEqualTo("-");
    }
}
