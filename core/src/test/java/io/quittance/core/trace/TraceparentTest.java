package io.quittance.core.trace;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TraceparentTest {

    private static final String TRACE = "0af7651916cd43dd8448eb211c80319c";
    private static final String SPAN = "b7ad6b7169203331";

    @Test
    void shouldReadWhatItWrites() {
        Traceparent context = new Traceparent(TRACE, SPAN);

        assertThat(context).hasToString("00-" + TRACE + "-" + SPAN + "-01");
        assertThat(Traceparent.parse(context.toString())).contains(context);
    }

    @Test
    void shouldReadAContextThatIsNotSampled() {
        assertThat(Traceparent.parse("00-" + TRACE + "-" + SPAN + "-00")).contains(new Traceparent(TRACE, SPAN));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "nonsense",
                "00-" + TRACE + "-" + SPAN,
                "00-" + TRACE + "-" + SPAN + "-01-more",
                "01-" + TRACE + "-" + SPAN + "-01",
                "00-00000000000000000000000000000000-" + SPAN + "-01",
                "00-" + TRACE + "-0000000000000000-01",
                "00-0AF7651916CD43DD8448EB211C80319C-" + SPAN + "-01",
                "00-" + TRACE + "-" + SPAN + "-01\n"
            })
    void shouldReadNothingElse(String text) {
        assertThat(Traceparent.parse(text)).isEmpty();
    }

    @Test
    void shouldReadNothingWhereThereIsNothing() {
        assertThat(Traceparent.parse(null)).isEmpty();
    }
}
