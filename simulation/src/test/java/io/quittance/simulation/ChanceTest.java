package io.quittance.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ChanceTest {

    @Test
    void shouldDecideTheSameWithTheSameSeed() {
        assertThat(decisions(new Chance(7))).isEqualTo(decisions(new Chance(7)));
        assertThat(decisions(new Chance(7))).isNotEqualTo(decisions(new Chance(8)));
    }

    @Test
    void shouldDecideForOneWhateverWasDecidedForOthers() {
        Chance busy = new Chance(7);
        decisions(busy);
        decisions(busy.of("another"));

        assertThat(decisions(busy.of("sale"))).isEqualTo(decisions(new Chance(7).of("sale")));
        assertThat(decisions(busy.of("sale"))).isNotEqualTo(decisions(busy.of("another")));
        assertThat(decisions(busy.of("a").of("b")))
                .isNotEqualTo(decisions(busy.of("b").of("a")));
    }

    @Test
    void shouldNeverDoWhatHasNoShareAndAlwaysWhatHasAll() {
        Chance chance = new Chance(1);

        assertThat(IntStream.range(0, 1000)).noneMatch(number -> chance.happens(0));
        assertThat(IntStream.range(0, 1000)).allMatch(number -> chance.happens(1));
        assertThat(IntStream.range(0, 10_000)
                        .filter(number -> chance.happens(0.25))
                        .count())
                .isBetween(2300L, 2700L);
    }

    @Test
    void shouldStayWithinBounds() {
        Chance chance = new Chance(1);

        assertThat(IntStream.range(0, 1000).mapToObj(number -> chance.upTo(Duration.ofMillis(3))))
                .contains(Duration.ZERO, Duration.ofMillis(3))
                .allMatch(length -> length.compareTo(Duration.ofMillis(3)) <= 0);
        assertThat(chance.upTo(Duration.ZERO)).isZero();
        assertThat(chance.characters("AB", 40)).matches("[AB]{40}").contains("A", "B");
        assertThat(chance.digits(5)).matches("[0-9]{5}");
        assertThat(IntStream.range(0, 100).mapToObj(number -> chance.oneOf("x", "y")))
                .contains("x", "y");
    }

    private static List<Integer> decisions(Chance chance) {
        return IntStream.range(0, 20).mapToObj(number -> chance.below(1000)).toList();
    }
}
