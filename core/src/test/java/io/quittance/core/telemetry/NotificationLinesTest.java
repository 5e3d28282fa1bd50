package io.quittance.core.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.quittance.core.trace.Traceparent;
import io.quittance.spi.IntakeOutcome;
import java.time.Duration;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

class NotificationLinesTest {

    private static final Traceparent TRACE = new Traceparent("a".repeat(32), "1".repeat(16));

    private final ListAppender<ILoggingEvent> log = new ListAppender<>();
    private final Logger logger = (Logger) LoggerFactory.getLogger("io.quittance.notification");

    @BeforeEach
    void listen() {
        log.start();
        logger.addAppender(log);
    }

    @AfterEach
    void stopListening() {
        logger.detachAppender(log);
    }

    @Test
    void shouldNameTheTraceOfANotificationThatHasOne() {
        NotificationLines.ended(item(TRACE), ItemOutcome.DONE, Duration.ofMillis(5));
        NotificationLines.kept("shop", UUID.randomUUID(), IntakeOutcome.IGNORED, TRACE);

        assertThat(log.list)
                .hasSize(2)
                .allSatisfy(line -> assertThat(line.getKeyValuePairs())
                        .extracting(Object::toString)
                        .contains("traceId=\"" + TRACE.traceId() + "\""));
    }

    @Test
    void shouldNameNoneOtherwise() {
        NotificationLines.ended(item(null), ItemOutcome.DONE, Duration.ofMillis(5));
        NotificationLines.kept("shop", UUID.randomUUID(), IntakeOutcome.IGNORED, null);

        assertThat(log.list)
                .hasSize(2)
                .allSatisfy(line -> assertThat(line.getKeyValuePairs()).noneMatch(pair -> pair.key.equals("traceId")));
    }

    private static NotificationLines.Item item(@Nullable Traceparent trace) {
        return new NotificationLines.Item("shop", UUID.randomUUID(), "payment", "p1", null, trace);
    }
}
