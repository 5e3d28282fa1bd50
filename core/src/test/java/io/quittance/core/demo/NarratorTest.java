package io.quittance.core.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.quittance.core.demo.OrderClient.Heard;
import io.quittance.spi.Money;
import io.quittance.spi.simulator.Life;
import io.quittance.spi.simulator.Sale;
import io.quittance.spi.simulator.Tally;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class NarratorTest {
    private static final Instant STARTED = Instant.parse("2026-03-01T10:00:00Z");
    private static final Clock CLOCK = Clock.fixed(STARTED.plusMillis(12_400), ZoneOffset.UTC);
    private static final Tally TALLY = new Tally(3, 3, 4, 2, 2, 0);

    private final List<String> lines = new ArrayList<>();

    @Test
    void shouldTellTheTimeOfEachOrder() {
        narrator(false).settled(purchase("demo-00001"), new Heard(1, 0));

        assertThat(lines).singleElement().asString().startsWith("  12.4 s  testing      demo-00001 ");
    }

    @Test
    void shouldUseColoursOnATerminalOnlyAndNeverForTheLedger() {
        narrator(true).settled(purchase("demo-00001"), new Heard(1, 0));
        assertThat(lines).singleElement().asString().contains("\u001B[32m").endsWith("\u001B[0m");

        narrator(true).end(List.of(), TALLY, new Ledger(3, 3, 1, 1));
        assertThat(lines).last().asString().isEqualTo("ledger: sent 3, acknowledged 3, expected 1, settled 1");
    }

    @Test
    void shouldNameWhatIsMissing() {
        List<Watched> unsettled = IntStream.range(0, 22)
                .mapToObj(i -> new Watched(purchase("demo-%05d".formatted(i))))
                .toList();

        narrator(false).end(unsettled, new Tally(3, 2, 4, 2, 2, 0), new Ledger(3, 2, 22, 0));

        assertThat(lines)
                .contains("not acknowledged as their provider wants: 1")
                .contains("testing order demo-00019 (PAID): expected paid, but it is not registered; "
                        + "not everything was told about it yet")
                .contains("and 2 more");
    }

    private Narrator narrator(boolean colour) {
        return new Narrator(lines::add, colour, CLOCK, STARTED);
    }

    private static Purchase purchase(String reference) {
        Money amount = new Money(1_000, "EUR");
        return new Purchase("testing", new Sale(reference, amount, Life.PAID), amount, Duration.ZERO);
    }
}
