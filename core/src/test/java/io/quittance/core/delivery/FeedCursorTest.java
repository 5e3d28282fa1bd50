package io.quittance.core.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.quittance.core.store.Cursor;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FeedCursorTest {

    @ParameterizedTest
    @ValueSource(longs = {0, 1, Long.MAX_VALUE})
    void shouldReadWhatItWrote(long position) {
        FeedCursor cursor = new FeedCursor("shop-de", position);

        assertThat(FeedCursor.parse("shop-de", cursor.toString())).hasValue(cursor);
        assertThat(FeedCursor.parse("shop-fr", cursor.toString())).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "AAAA", "AAAAAAAAAAAAAAAAAAAAAA", "äöü"})
    void shouldTakeNothingElse(String text) {
        assertThat(FeedCursor.parse("shop-de", text)).isEmpty();
    }

    @Test
    void shouldNotTakeTheCursorOfAList() {
        assertThat(FeedCursor.parse("shop-de", new Cursor(new UUID(7, 7)).toString()))
                .isEmpty();
    }
}
