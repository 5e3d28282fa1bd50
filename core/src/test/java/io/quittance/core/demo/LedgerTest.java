package io.quittance.core.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.quittance.spi.simulator.Tally;
import org.junit.jupiter.api.Test;

class LedgerTest {

    @Test
    void shouldBeOneLine() {
        Tally both = Ledger.plus(new Tally(10, 9, 12, 1, 1, 5), new Tally(20, 20, 21, 0, 0, 7));

        assertThat(Ledger.of(both, 7, 6).line()).isEqualTo("ledger: sent 30, acknowledged 29, expected 7, settled 6");
    }

    @Test
    void shouldBeBalancedOnlyIfNothingIsMissing() {
        assertThat(new Ledger(3, 3, 2, 2).isBalanced()).isTrue();
        assertThat(new Ledger(3, 2, 2, 2).isBalanced()).isFalse();
        assertThat(new Ledger(3, 3, 2, 1).isBalanced()).isFalse();
    }
}
