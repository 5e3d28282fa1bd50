package io.quittance.core.intake;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import org.junit.jupiter.api.Test;

class WaitingLinesTest {

    private static final String FLOOD = "flood";
    private static final Duration LONG = WaitingLines.LONGEST.plusMillis(1);

    private long nanoTime = 7;
    private final WaitingLines lines = new WaitingLines(() -> nanoTime);
    private final Deque<WaitingLines.Place> waiting = new ArrayDeque<>();

    @Test
    void shouldLetInWhateverComesWhileTheStoreStandsStill() {
        enter(WaitingLines.ALWAYS_LET_IN * 10);
        passes(Duration.ofSeconds(8));

        assertThat(lines.isClosed(FLOOD)).isFalse();
    }

    @Test
    void shouldLetInWhateverComesWhileItIsStoredSoon() {
        enter(WaitingLines.ALWAYS_LET_IN * 10);
        passes(WaitingLines.LONGEST);
        store(1);

        assertThat(lines.isClosed(FLOOD)).isFalse();
    }

    @Test
    void shouldCloseALongLineInWhichOneWaitedTooLong() {
        enter(WaitingLines.ALWAYS_LET_IN + 1);
        passes(LONG);
        store(1);

        assertThat(lines.isClosed(FLOOD)).isTrue();
    }

    @Test
    void shouldNotCloseTheLineOfAnother() {
        enter(WaitingLines.ALWAYS_LET_IN + 1);
        passes(LONG);
        store(1);

        assertThat(lines.isClosed("beside")).isFalse();
    }

    @Test
    void shouldOpenOnceTheLineIsShort() {
        enter(WaitingLines.ALWAYS_LET_IN + 1);
        passes(LONG);
        store(2);

        assertThat(lines.isClosed(FLOOD)).isFalse();
    }

    @Test
    void shouldOpenOnceOneDidNotWaitLong() {
        enter(1);
        passes(LONG);
        enter(WaitingLines.ALWAYS_LET_IN + 1);
        store(1);
        assertThat(lines.isClosed(FLOOD)).isTrue();

        store(1);

        assertThat(lines.isClosed(FLOOD)).isFalse();
    }

    @Test
    void shouldStayClosedThoughOneWasTurnedAwayAtOnce() {
        enter(WaitingLines.ALWAYS_LET_IN + 1);
        passes(LONG);
        store(1);

        lines.enter(FLOOD).turnedAway();

        assertThat(lines.isClosed(FLOOD)).isTrue();
    }

    @Test
    void shouldForgetALineThatIsEmpty() {
        enter(WaitingLines.ALWAYS_LET_IN);
        passes(LONG);
        store(WaitingLines.ALWAYS_LET_IN);

        enter(WaitingLines.ALWAYS_LET_IN);

        assertThat(lines.isClosed(FLOOD)).isFalse();
    }

    private void enter(int notifications) {
        for (int i = 0; i < notifications; i++) {
            waiting.add(lines.enter(FLOOD));
        }
    }

    private void store(int notifications) {
        for (int i = 0; i < notifications; i++) {
            waiting.remove().waited();
        }
    }

    private void passes(Duration span) {
        nanoTime += span.toNanos();
    }
}
