package io.quittance.core.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Base64;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TimelineCursorTest {

    @Test
    void shouldReadWhatItWrote() {
        TimelineCursor cursor = new TimelineCursor(Instant.parse("2026-11-22T10:00:00.000123Z"), new UUID(7, 9));

        assertThat(TimelineCursor.parse(cursor.toString())).contains(cursor);
    }

    @ParameterizedTest
    @ValueSource(strings = {"1970-01-01T00:00:00Z", "2262-04-11T23:47:17Z", "9999-12-31T23:59:59Z"})
    void shouldReadWhatItWroteOfAnyCentury(String time) {
        TimelineCursor cursor = new TimelineCursor(Instant.parse(time), new UUID(7, 9));

        assertThat(TimelineCursor.parse(cursor.toString())).contains(cursor);
    }

    /** The store knows neither time, and would fail where a caller is to be told. */
    @ParameterizedTest
    @ValueSource(longs = {-1, Long.MIN_VALUE, Long.MAX_VALUE})
    void shouldRefuseTimesThatTheStoreDoesNotKnow(long micros) {
        byte[] bytes =
                ByteBuffer.allocate(24).putLong(micros).putLong(7).putLong(9).array();

        assertThat(TimelineCursor.parse(Base64.getUrlEncoder().withoutPadding().encodeToString(bytes)))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "AAAA", "ä", "AAAAAAAAAAAAAAAAAAAAAA"})
    void shouldRefuseEverythingElse(String text) {
        assertThat(TimelineCursor.parse(text)).isEmpty();
    }
}
