package io.quittance.core.plugin;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.buffer.Buffer;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReceivedNotificationTest {

    @Test
    void shouldTellTheQueryDecoded() {
        ReceivedNotification notification = received("order=A%201%2F2%26&sig=v1.x&empty");

        assertThat(notification.query("order")).contains("A 1/2&");
        assertThat(notification.query("sig")).contains("v1.x");
        assertThat(notification.query("empty")).contains("");
        assertThat(notification.query("other")).isEmpty();
        assertThat(notification.queryValues("other")).isEmpty();
    }

    @Test
    void shouldTellWhatIsThereTwice() {
        ReceivedNotification notification = received("order=1&sig=x&order=2&%6Frder=3");

        assertThat(notification.query("order")).contains("1");
        assertThat(notification.queryValues("order")).containsExactly("1", "2", "3");
    }

    @Test
    void shouldHaveNoQueryIfThereIsNone() {
        assertThat(received("").queryValues("order")).isEmpty();
    }

    private static ReceivedNotification received(String query) {
        return new ReceivedNotification(
                Instant.parse("2026-01-01T00:00:00Z"), "POST", "/a", query, List.of(), "127.0.0.1", Buffer.buffer());
    }
}
