package io.quittance.core.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.quittance.core.demo.OrderClient.Heard;
import io.quittance.spi.Money;
import io.quittance.spi.simulator.Life;
import io.quittance.spi.simulator.Sale;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class OrderLineTest {
    private static final int WIDTH = 100;
    private static final int TIME = 10;

    @Test
    void shouldTellAnOrderInOneLine() {
        Purchase purchase = purchase(Life.PREPAID, new Money(4990, "EUR"), 0, Duration.ZERO);

        assertThat(OrderLine.of(purchase, new Heard(2, 0)))
                .isEqualTo("secuconnect  demo-00017   49.90 EUR  paid by transfer      2");
    }

    @Test
    void shouldTellWhatWasUnusual() {
        Purchase late = purchase(Life.PAID, new Money(4990, "JPY"), 100, Duration.ofSeconds(1));

        assertThat(OrderLine.of(late, new Heard(3, 2)))
                .isEqualTo("secuconnect  demo-00017    4990 JPY  100 JPY missing       3, 2 repeated  order was late");
    }

    @ParameterizedTest
    @EnumSource(Life.class)
    void shouldFitIntoATerminal(Life life) {
        Purchase purchase = purchase(life, new Money(29_999, "EUR"), 0, Duration.ofSeconds(1));

        assertThat(OrderLine.of(purchase, new Heard(10, 10))).hasSizeLessThanOrEqualTo(WIDTH - TIME);
        assertThat(OrderLine.HEADER).hasSizeLessThanOrEqualTo(WIDTH - TIME);
    }

    private static Purchase purchase(Life life, Money amount, long missing, Duration lateness) {
        return new Purchase(
                "secuconnect",
                new Sale("demo-00017", amount, life),
                new Money(amount.minorUnits() + missing, amount.currency()),
                lateness);
    }
}
