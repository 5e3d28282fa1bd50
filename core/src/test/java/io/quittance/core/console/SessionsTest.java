package io.quittance.core.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.quittance.core.plugin.SettableClock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SessionsTest {

    private static final byte[] DIGEST = {1};

    private final SettableClock clock = new SettableClock();
    private final Sessions sessions = new Sessions(clock);

    @Test
    void shouldGiveEachSessionAnIdAndAFormTokenOfItsOwn() {
        String first = sessions.open(DIGEST);
        String second = sessions.open(DIGEST);
        assertThat(first).isNotEqualTo(second).hasSizeGreaterThanOrEqualTo(40);
        assertThat(sessions.find(first, true).orElseThrow().csrf())
                .isNotEqualTo(sessions.find(second, true).orElseThrow().csrf());
        assertThat(sessions.find("unknown", true)).isEmpty();
    }

    @Test
    void shouldLastWhileItIsUsedButNoLongerThanTheLongest() {
        String id = sessions.open(DIGEST);
        Instant end = clock.instant().plus(Sessions.LONGEST);
        while (clock.instant().plus(Sessions.IDLE).isBefore(end)) {
            clock.advance(Sessions.IDLE.minusSeconds(1));
            assertThat(sessions.find(id, true)).as("%s", clock.instant()).isPresent();
        }
        clock.advance(Duration.between(clock.instant(), end));
        assertThat(sessions.find(id, true)).isEmpty();
    }

    @Test
    void shouldNotLastBecauseAPageRefreshesItself() {
        String id = sessions.open(DIGEST);
        clock.advance(Sessions.IDLE.dividedBy(2));
        assertThat(sessions.find(id, false)).isPresent();
        clock.advance(Sessions.IDLE.dividedBy(2));
        assertThat(sessions.find(id, false)).isEmpty();
    }

    @Test
    void shouldForgetTheLeastUsedWhenThereAreTooMany() {
        List<String> ids = new ArrayList<>();
        for (int i = 0; i < 1_000; i++) {
            ids.add(sessions.open(DIGEST));
            clock.advance(Duration.ofMillis(1));
        }
        assertThat(sessions.find(ids.get(0), true)).isPresent();

        sessions.open(DIGEST);

        assertThat(sessions.find(ids.get(0), true)).isPresent();
        assertThat(sessions.find(ids.get(1), true)).isEmpty();
        assertThat(sessions.find(ids.get(2), true)).isPresent();
    }
}
