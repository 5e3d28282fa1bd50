package io.quittance.bench;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TextTableTest {

    @Test
    void shouldPutColumnsBelowEachOther() {
        TextTable table = new TextTable("who", "what");
        table.row("gateway", "1");

        assertThat(table.lines()).containsExactly("| who     | what |", "|---------|------|", "| gateway | 1    |");
    }

    @Test
    void shouldShowTheDigitsThatMatter() {
        assertThat(Digits.of(12_345.6)).isEqualTo("12,346");
        assertThat(Digits.of(12.345)).isEqualTo("12.3");
        assertThat(Digits.of(new Spread(0.345, 0.3, 1))).isEqualTo("0.35 (0.30–1.00)");
    }
}
