package io.quittance.core.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TimelineCursorTest {

    @Test
    void shouldComeBackFromItsText() {
        TimelineCursor cursor = new TimelineCursor(Instant.parse("2026-11-22T12:00:00.123456Z"), UUID.randomUUID());

        assertThat(TimelineCursor.parse(cursor.toString())).hasValue(cursor);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "AAAA", "ä", "AAAAAAAAAAAAAAAAAAAAAA"})
    void shouldNotComeFromAnythingElse(String text) {
        assertThat(TimelineCursor.parse(text)).isEmpty();
    }
}
