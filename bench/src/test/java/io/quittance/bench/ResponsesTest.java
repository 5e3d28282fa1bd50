package io.quittance.bench;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.buffer.Buffer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ResponsesTest {

    private static final String TWO =
            "HTTP/1.1 204 No Content\r\n\r\nHTTP/1.1 503 Busy\r\nContent-Length: 5\r\nretry-after: 1\r\n\r\n12345";

    private final List<Integer> statuses = new ArrayList<>();
    private final Responses responses = new Responses(statuses::add);

    @Test
    void shouldReadSeveralAtOnce() {
        responses.handle(Buffer.buffer(TWO + TWO));

        assertThat(statuses).containsExactly(204, 503, 204, 503);
    }

    @Test
    void shouldReadThemInWhateverPiecesTheyCome() {
        for (char piece : (TWO + TWO).toCharArray()) {
            responses.handle(Buffer.buffer(String.valueOf(piece)));
        }

        assertThat(statuses).containsExactly(204, 503, 204, 503);
    }
}
