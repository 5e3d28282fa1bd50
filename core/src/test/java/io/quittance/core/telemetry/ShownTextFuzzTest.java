package io.quittance.core.telemetry;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;

/** Texts of strangers that are shown or logged. */
class ShownTextFuzzTest {

    private static final String CARD = "4111111111111111";

    @FuzzTest
    void shouldHideACardNumberWhateverStandsAroundIt(byte[] bytes) {
        String text = new String(bytes, UTF_8);
        int middle = text.length() / 2;
        String before = text.substring(0, middle);
        String after = text.substring(middle);

        assertThat(CardNumbers.masked(before + "\"" + CARD + "\"" + after)).contains("\"***\"");
        String masked = CardNumbers.masked(text);
        assertThat(CardNumbers.masked(masked))
                .as("nothing is left that looks like a card's number")
                .isEqualTo(masked);
    }

    @FuzzTest
    void shouldStayOneLineThatNoTerminalObeys(byte[] bytes) {
        String shown = ControlCharacters.replaced(new String(bytes, UTF_8));

        assertThat(shown.codePoints().map(Character::getType))
                .doesNotContain((int) Character.CONTROL, (int) Character.FORMAT, (int) Character.LINE_SEPARATOR, (int)
                        Character.PARAGRAPH_SEPARATOR);
        assertThat(ControlCharacters.replaced(shown)).isEqualTo(shown);
    }
}
