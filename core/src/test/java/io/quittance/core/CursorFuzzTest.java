package io.quittance.core;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.quittance.core.delivery.FeedCursor;
import io.quittance.core.polling.BackfillCursor;
import io.quittance.core.store.Cursor;
import io.quittance.core.store.TimelineCursor;
import io.quittance.core.trace.Traceparent;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;

/** Texts that are given out and come back, or come from a stranger: read to an equal value, or to none. */
class CursorFuzzTest {

    private static final int LONGEST = 24;
    private static final long MICROS_OF_MILLENNIA = 253_402_300_799_000_000L;

    @FuzzTest
    void shouldReadAnyTextToAValueThatIsWrittenAndReadAgain(byte[] bytes) {
        String text = new String(bytes, UTF_8);

        Cursor.parse(text)
                .ifPresent(read -> assertThat(Cursor.parse(read.toString())).contains(read));
        TimelineCursor.parse(text)
                .ifPresent(read ->
                        assertThat(TimelineCursor.parse(read.toString())).contains(read));
        FeedCursor.parse("m", text)
                .ifPresent(read ->
                        assertThat(FeedCursor.parse("m", read.toString())).contains(read));
        BackfillCursor.parse(text)
                .ifPresent(read -> assertThat(BackfillCursor.parse(read.text())).contains(read));
        Traceparent.parse(text)
                .ifPresent(
                        read -> assertThat(Traceparent.parse(read.toString())).contains(read));
    }

    @FuzzTest
    void shouldReadBackWhatItWrote(byte[] bytes) {
        ByteBuffer places = ByteBuffer.wrap(Arrays.copyOf(bytes, LONGEST));
        long number = places.getLong() & Long.MAX_VALUE;
        UUID id = new UUID(places.getLong(), places.getLong());
        Instant at = Instant.EPOCH.plus(number % MICROS_OF_MILLENNIA, ChronoUnit.MICROS);
        String provider = new String(bytes, UTF_8);

        Cursor cursor = new Cursor(id);
        TimelineCursor timeline = new TimelineCursor(at, id);
        FeedCursor feed = new FeedCursor(provider, number);
        BackfillCursor backfill = new BackfillCursor(at, Optional.of(provider).filter(text -> !text.isEmpty()));

        assertThat(Cursor.parse(cursor.toString())).contains(cursor);
        assertThat(TimelineCursor.parse(timeline.toString())).contains(timeline);
        assertThat(FeedCursor.parse(provider, feed.toString())).contains(feed);
        assertThat(FeedCursor.parse(provider + ".", feed.toString())).isEmpty();
        assertThat(BackfillCursor.parse(backfill.text())).contains(backfill);
    }

    @FuzzTest
    void shouldReadCursorsThatSomebodyMade(byte[] bytes) {
        shouldReadAnyTextToAValueThatIsWrittenAndReadAgain(
                Base64.getUrlEncoder().withoutPadding().encode(bytes));
    }
}
