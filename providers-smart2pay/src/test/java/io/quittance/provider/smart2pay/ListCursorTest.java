package io.quittance.provider.smart2pay;

import static org.assertj.core.api.Assertions.assertThat;

import io.quittance.provider.smart2pay.Smart2PaySettings.Site;
import io.quittance.spi.PaymentLookup.Window;
import io.quittance.spi.Secret;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ListCursorTest {

    private static final Site SITE = new Site("2041", new Secret(List.of("key")));
    private static final Window WINDOW = window(1_000, 1_100);

    @Test
    void shouldBeginWithTheFirstPageOfTheWholeWindow() {
        assertThat(ListCursor.start(BackEnd.CARD, SITE, WINDOW))
                .isEqualTo(new ListCursor(BackEnd.CARD, "2041", 1, 1_000, 1_100));
    }

    @Test
    void shouldCoverEverySecondOfAWindow() {
        Window uneven = new Window(Instant.ofEpochSecond(1_000, 900), Instant.ofEpochSecond(1_100, 1));

        assertThat(ListCursor.start(BackEnd.CARD, SITE, uneven))
                .isEqualTo(new ListCursor(BackEnd.CARD, "2041", 1, 1_000, 1_101));
    }

    @Test
    void shouldReadWhatItWrote() {
        ListCursor cursor = new ListCursor(BackEnd.ALTERNATIVE, "40877", 12, 1_710_000_000, 1_710_003_600);

        assertThat(ListCursor.parse(cursor.text())).contains(cursor);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "CARD",
                "CARD:1:1:0",
                "card:1:1:0:1",
                "OTHER:1:1:0:1",
                "CARD:x:1:0:1",
                "CARD:1:-1:0:1",
                "CARD:1:1:2:1",
                "CARD:1:1:1:1"
            })
    void shouldReadNothingElse(String text) {
        assertThat(ListCursor.parse(text)).isEmpty();
    }

    @Test
    void shouldCountPages() {
        assertThat(ListCursor.start(BackEnd.ALTERNATIVE, SITE, WINDOW)
                        .nextPage()
                        .page())
                .isEqualTo(2);
    }

    @Test
    void shouldHalveDownToASecond() {
        assertThat(cursor(1_000, 1_100).half()).contains(cursor(1_000, 1_050));
        assertThat(cursor(1_000, 1_003).half()).contains(cursor(1_000, 1_001));
        assertThat(cursor(1_000, 1_001).half()).isEmpty();
    }

    @Test
    void shouldGoOnAfterAPartWithUpToTwiceAsMuch() {
        assertThat(cursor(1_000, 1_010).rest(WINDOW)).contains(cursor(1_010, 1_030));
        assertThat(cursor(1_000, 1_090).rest(WINDOW)).contains(cursor(1_090, 1_100));
        assertThat(cursor(1_050, 1_100).rest(WINDOW)).isEmpty();
    }

    @Test
    void shouldLeaveOutNoSecondHoweverOftenItHalves() {
        for (int fullFor = 1; fullFor <= 128; fullFor *= 2) {
            long reached = 1_000;
            Optional<ListCursor> next = Optional.of(ListCursor.start(BackEnd.CARD, SITE, WINDOW));
            while (next.isPresent()) {
                ListCursor cursor = next.get();
                Optional<ListCursor> half = cursor.to() - cursor.from() > fullFor ? cursor.half() : Optional.empty();
                if (half.isEmpty()) {
                    assertThat(cursor.from()).isEqualTo(reached);
                    reached = cursor.to();
                }
                next = half.isPresent() ? half : cursor.rest(WINDOW);
            }
            assertThat(reached).isEqualTo(1_100);
        }
    }

    private static ListCursor cursor(long from, long to) {
        return new ListCursor(BackEnd.CARD, "2041", 1, from, to);
    }

    private static Window window(long from, long to) {
        return new Window(Instant.ofEpochSecond(from), Instant.ofEpochSecond(to));
    }
}
