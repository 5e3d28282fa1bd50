package io.quittance.core.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import io.quittance.core.testing.LogLines;
import io.quittance.core.trace.Traceparent;
import io.quittance.spi.IntakeOutcome;
import java.time.Duration;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class NotificationLinesTest {

    private static final Traceparent TRACE = new Traceparent("a".repeat(32), "1".repeat(16));

    @RegisterExtension
    private final LogLines log = LogLines.of("io.quittance.notification");

    @Test
    void shouldNameTheTraceOfANotificationThatHasOne() {
        NotificationLines.ended(item(TRACE), ItemOutcome.DONE, Duration.ofMillis(5));
        NotificationLines.kept("shop", UUID.randomUUID(), IntakeOutcome.IGNORED, TRACE);

        assertThat(log.all())
                .hasSize(2)
                .allSatisfy(line -> assertThat(line.getKeyValuePairs())
                        .extracting(Object::toString)
                        .contains("traceId=\"" + TRACE.traceId() + "\""));
    }

    @Test
    void shouldNameNoneOtherwise() {
        NotificationLines.ended(item(null), ItemOutcome.DONE, Duration.ofMillis(5));
        NotificationLines.kept("shop", UUID.randomUUID(), IntakeOutcome.IGNORED, null);

        assertThat(log.all())
                .hasSize(2)
                .allSatisfy(line -> assertThat(line.getKeyValuePairs()).noneMatch(pair -> pair.key.equals("traceId")));
    }

    private static NotificationLines.Item item(@Nullable Traceparent trace) {
        return new NotificationLines.Item("shop", UUID.randomUUID(), "payment", "p1", null, trace);
    }
}
