package io.quittance.core.telemetry;

import ch.qos.logback.classic.LoggerContext;
import io.quittance.core.trace.Traceparent;
import io.quittance.spi.IntakeOutcome;
import java.time.Duration;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.spi.LoggingEventBuilder;

/** The lines of the log that tell what became of each notification, under a name of their own. Any thread may call; none waits. */
public final class NotificationLines {

    private static final Logger LOGGER = LoggerFactory.getLogger("io.quittance.notification");

    private NotificationLines() {}

    /** Whether the lines are wanted; otherwise there is no use in finding out what they would say. */
    public static boolean areWanted() {
        return LOGGER.isInfoEnabled();
    }

    /**
     * An item of a notification, as the log names it.
     *
     * @param order the reference of the order that its payment is linked to; null: none, or not known
     * @param trace the notification's; null: it is not traced
     */
    public record Item(
            String account,
            UUID notification,
            String kind,
            String subject,
            @Nullable String order,
            @Nullable Traceparent trace) {}

    /** Nothing is left to do about an item. */
    public static void ended(Item item, ItemOutcome outcome, Duration sinceReceived) {
        LoggingEventBuilder line = LOGGER.atInfo()
                .addKeyValue("account", item.account)
                .addKeyValue("notification", item.notification)
                .addKeyValue("kind", item.kind)
                .addKeyValue("subject", item.subject);
        LoggingEventBuilder linked = item.order == null ? line : line.addKeyValue("order", item.order);
        traced(linked, item.trace)
                .addKeyValue("result", Meters.label(outcome))
                .addKeyValue("delay_ms", sinceReceived.toMillis())
                .log("A notification is worked off");
    }

    /** A notification is kept, and there is nothing to do about it. */
    public static void kept(String account, UUID notification, IntakeOutcome outcome, @Nullable Traceparent trace) {
        LoggingEventBuilder line = LOGGER.atInfo()
                .addKeyValue("account", account)
                .addKeyValue("notification", notification)
                .addKeyValue("result", Meters.label(outcome));
        traced(line, trace).log("A notification is kept without work");
    }

    /** The line with the id of the trace that it belongs to, if there is one. */
    public static LoggingEventBuilder traced(LoggingEventBuilder line, @Nullable Traceparent trace) {
        return trace == null ? line : line.addKeyValue("traceId", trace.traceId());
    }

    /** Ends the log, and before it what waits to be written, for a second at most; nobody logs anything afterwards. */
    public static void end() {
        if (LoggerFactory.getILoggerFactory() instanceof LoggerContext context) {
            context.stop();
        }
    }
}
