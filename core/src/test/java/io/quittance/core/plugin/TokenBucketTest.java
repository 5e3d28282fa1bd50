package io.quittance.core.plugin;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class TokenBucketTest {

    private static final long START = 1_000_000;

    private final TokenBucket bucket = new TokenBucket(50, 100, START);

    @Test
    void shouldGiveTheBurstAtOnceAndNoMore() {
        assertThat(takeAll(START)).isEqualTo(100);
        assertThat(bucket.tryTake(START)).isFalse();
    }

    @Test
    void shouldRefillAtItsRate() {
        takeAll(START);

        assertThat(bucket.millisUntilNext(START)).isEqualTo(20);
        assertThat(takeAll(START + 19)).isZero();
        assertThat(takeAll(START + 20)).isEqualTo(1);
        assertThat(takeAll(START + 1_020)).isEqualTo(50);
    }

    @Test
    void shouldLoseNoTimeWhenAskedOften() {
        takeAll(START);
        int taken = 0;
        for (long now = START + 1; now <= START + 1_000; now++) {
            taken += takeAll(now);
        }

        assertThat(taken).isEqualTo(50);
    }

    @Test
    void shouldNeverHoldMoreThanTheBurst() {
        assertThat(takeAll(START + 3_600_000)).isEqualTo(100);
        assertThat(takeAll(Long.MAX_VALUE)).isEqualTo(100);
    }

    @Test
    void shouldGiveNothingForAClockThatIsSetBack() {
        takeAll(START);

        assertThat(takeAll(START - 3_600_000)).isZero();
        assertThat(takeAll(START - 3_600_000 + 20)).isEqualTo(1);
    }

    @Test
    void shouldNotWaitForATokenThatIsThere() {
        assertThat(bucket.millisUntilNext(START)).isZero();
    }

    private int takeAll(long now) {
        int taken = 0;
        while (bucket.tryTake(now)) {
            taken++;
        }
        return taken;
    }
}
