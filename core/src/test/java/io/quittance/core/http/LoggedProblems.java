package io.quittance.core.http;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.slf4j.LoggerFactory;

/** What is logged as a warning or an error, by anyone, while this is open. */
final class LoggedProblems implements AutoCloseable {

    private final Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    private final List<String> seen = new CopyOnWriteArrayList<>();
    private final AppenderBase<ILoggingEvent> appender = new AppenderBase<>() {
        @Override
        protected void append(ILoggingEvent event) {
            if (event.getLevel().isGreaterOrEqual(Level.WARN)) {
                seen.add(event.getLoggerName() + ": " + event.getFormattedMessage());
            }
        }
    };

    LoggedProblems() {
        appender.start();
        root.addAppender(appender);
    }

    List<String> seen() {
        return seen;
    }

    @Override
    public void close() {
        root.detachAppender(appender);
    }
}
