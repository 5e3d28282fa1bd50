package io.quittance.core.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

class DeliveryScheduleTest {

    private static final Instant FIRST = Instant.parse("2026-11-22T12:00:00Z");

    @RepeatedTest(20)
    void shouldTryAgainWithinFiveSeconds() {
        Duration delay = Duration.between(
                FIRST, DeliverySchedule.next(1, FIRST, FIRST, new Random()).orElseThrow());

        assertThat(delay).isBetween(Duration.ofSeconds(1), Duration.ofSeconds(3));
    }

    @RepeatedTest(20)
    void shouldTryEverLaterForThreeDays() {
        Instant now = FIRST;
        Duration before = Duration.ZERO;
        int attempts = 1;
        Optional<Instant> next = DeliverySchedule.next(attempts, FIRST, now, new Random());
        while (next.isPresent()) {
            Duration delay = Duration.between(now, next.get());
            if (attempts < 8) {
                assertThat(delay).isGreaterThan(before);
            }
            assertThat(delay).isLessThanOrEqualTo(Duration.ofMinutes(450));
            before = delay;
            now = next.get();
            attempts++;
            next = DeliverySchedule.next(attempts, FIRST, now, new Random());
        }

        assertThat(now).isEqualTo(FIRST.plus(Duration.ofDays(3)));
        assertThat(attempts).isBetween(15, 30);
    }

    @Test
    void shouldSpreadWhatFailedTogether() {
        Random random = new Random(1);

        assertThat(DeliverySchedule.next(3, FIRST, FIRST, random))
                .isNotEqualTo(DeliverySchedule.next(3, FIRST, FIRST, random));
    }
}
