package io.quittance.core.telemetry;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.LoggingEvent;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.slf4j.event.KeyValuePair;

class JsonLinesTest {

    private static final String CLASS = "io.quittance.core.Gateway";

    private final JsonLines lines = new JsonLines();

    @Test
    void shouldWriteKeyValuesAsFields() {
        UUID id = UUID.randomUUID();
        LoggingEvent event = event("An account is said \"to\"\nrun", null);
        event.setInstant(Instant.parse("2026-11-23T01:02:03.004Z"));
        event.addKeyValuePair(new KeyValuePair("account", "shop"));
        event.addKeyValuePair(new KeyValuePair("accounts", 3));
        event.addKeyValuePair(new KeyValuePair("loaded", true));
        event.addKeyValuePair(new KeyValuePair("id", id));
        event.addKeyValuePair(new KeyValuePair("reason", null));

        String text = new String(lines.encode(event), UTF_8);

        assertThat(text).endsWith("}\n").hasLineCount(1);
        assertThat(new JsonObject(text))
                .isEqualTo(new JsonObject()
                        .put("time", "2026-11-23T01:02:03.004Z")
                        .put("level", "WARN")
                        .put("logger", CLASS)
                        .put("thread", Thread.currentThread().getName())
                        .put("message", "An account is said \"to\"\nrun")
                        .put("account", "shop")
                        .put("accounts", 3)
                        .put("loaded", true)
                        .put("id", id.toString())
                        .putNull("reason"));
    }

    @Test
    void shouldWriteAnExceptionWithItsCausesAsOneField() {
        Exception failure = new IllegalStateException("outer", new IllegalArgumentException("inner"));

        String text = new String(lines.encode(event("It failed", failure)), UTF_8);

        assertThat(text).hasLineCount(1);
        assertThat(new JsonObject(text).getString("exception"))
                .contains("IllegalStateException: outer", "Caused by: java.lang.IllegalArgumentException: inner")
                .contains("at " + JsonLinesTest.class.getName());
    }

    private static LoggingEvent event(String message, Throwable failure) {
        return new LoggingEvent(
                CLASS, new LoggerContext().getLogger(CLASS), Level.WARN, message, failure, new Object[0]);
    }
}
