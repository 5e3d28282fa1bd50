package io.quittance.core.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.slf4j.helpers.NOPMDCAdapter;

class BoundedAppenderTest {

    private static final int ROOM = 10;
    private static final int THREADS = 4;
    private static final int LINES_OF_EACH = 250;

    private final LoggerContext context = new LoggerContext();
    private final Stuck output = new Stuck();

    @Test
    void shouldCountWhatItDropsAndNeverWait() throws Exception {
        Logger logger = logger();
        long before = BoundedAppender.dropped();

        List<Thread> writers = new ArrayList<>();
        for (int i = 0; i < THREADS; i++) {
            Thread writer = new Thread(() -> write(logger));
            writer.start();
            writers.add(writer);
        }
        for (Thread writer : writers) {
            writer.join(); // They end although nothing can be written.
        }

        long dropped = BoundedAppender.dropped() - before;
        assertThat(dropped)
                .isGreaterThanOrEqualTo(
                        THREADS * LINES_OF_EACH - 2 * ROOM - 1); // The writer empties the queue at once.
        output.free.release();
        context.stop();
        assertThat(output.written.get() + dropped).isEqualTo(THREADS * LINES_OF_EACH);
    }

    private Logger logger() {
        context.setMDCAdapter(new NOPMDCAdapter());
        output.setContext(context);
        output.start();
        BoundedAppender appender = new BoundedAppender();
        appender.setContext(context);
        appender.setQueueSize(ROOM);
        appender.setMaxFlushTime(0); // for as long as it takes
        appender.addAppender(output);
        appender.start();
        Logger logger = context.getLogger("lines");
        logger.setLevel(Level.INFO);
        logger.addAppender(appender);
        return logger;
    }

    private static void write(Logger logger) {
        for (int i = 0; i < LINES_OF_EACH; i++) {
            logger.info("line");
        }
    }

    /** An output that takes nothing until it is free. */
    private static final class Stuck extends AppenderBase<ILoggingEvent> {

        private final Semaphore free = new Semaphore(0);
        private final AtomicInteger written = new AtomicInteger();

        @Override
        protected void append(ILoggingEvent event) {
            free.acquireUninterruptibly();
            free.release();
            written.incrementAndGet();
        }
    }
}
