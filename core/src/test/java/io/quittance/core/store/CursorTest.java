package io.quittance.core.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CursorTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "00000000-0000-0000-0000-000000000000",
                "ffffffff-ffff-ffff-ffff-ffffffffffff",
                "019aab8f-f200-7000-8000-000000000001"
            })
    void shouldReadWhatItWrote(String id) {
        Cursor cursor = new Cursor(UUID.fromString(id));

        assertThat(Cursor.parse(cursor.toString())).hasValue(cursor);
        assertThat(cursor.toString()).matches("[A-Za-z0-9_-]{22}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "AAAA", "019aab8f-f200-7000-8000-000000000001", "äöü", "AAAAAAAAAAAAAAAAAAAAAAAA"})
    void shouldTakeNothingElse(String text) {
        assertThat(Cursor.parse(text)).isEmpty();
    }

    @Test
    void shouldNotDependOnPadding() {
        assertThat(Cursor.parse("AAAAAAAAAAAAAAAAAAAAAA==")).hasValue(new Cursor(new UUID(0, 0)));
    }
}
