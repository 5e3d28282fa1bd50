package io.quittance.core.testing;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.slf4j.LoggerFactory;

/** What one logger writes during a test, by whichever thread. */
public final class LogLines implements BeforeEachCallback, AfterEachCallback {

    private final ListAppender<ILoggingEvent> appender = new ListAppender<>();
    private final Logger logger;

    private LogLines(org.slf4j.Logger logger) {
        this.logger = (Logger) logger;
    }

    /** That of a class. */
    public static LogLines of(Class<?> writer) {
        return new LogLines(LoggerFactory.getLogger(writer));
    }

    /** That of a name. */
    public static LogLines of(String name) {
        return new LogLines(LoggerFactory.getLogger(name));
    }

    /** The lines so far. */
    public List<ILoggingEvent> all() {
        return List.copyOf(appender.list);
    }

    @Override
    public void beforeEach(ExtensionContext context) {
        appender.list = new CopyOnWriteArrayList<>();
        appender.start();
        logger.addAppender(appender);
    }

    @Override
    public void afterEach(ExtensionContext context) {
        logger.detachAppender(appender);
    }
}
