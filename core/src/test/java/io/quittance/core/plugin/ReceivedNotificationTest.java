package io.quittance.core.plugin;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.buffer.Buffer;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

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

    @ParameterizedTest
    @ValueSource(strings = {"%zz", "%", "%4", "v1.x%g0"})
    void shouldTellAValueThatCannotBeDecodedAsEmpty(String malformed) {
        ReceivedNotification notification = received("order=1&sig=" + malformed + "&%zz=2&other=%20");

        assertThat(notification.queryValues("sig")).as("it is there").containsExactly("");
        assertThat(notification.query("order")).contains("1");
        assertThat(notification.query("other")).contains(" ");
    }

    @Test
    void shouldTakeASemicolonForPartOfAValue() {
        assertThat(received("order=1;sig=x").query("order")).contains("1;sig=x");
        assertThat(received("order=a=b&sig=x").query("order")).contains("a=b");
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
