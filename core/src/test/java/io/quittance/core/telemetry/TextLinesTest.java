package io.quittance.core.telemetry;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.joran.JoranConfigurator;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.LoggingEvent;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.joran.spi.JoranException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.event.KeyValuePair;

/** The log as text, by the configuration that the gateway ships. */
class TextLinesTest {

    private static final String CLASS = "io.quittance.core.Gateway";

    private final LoggerContext context = new LoggerContext();

    @BeforeEach
    void configure() throws JoranException {
        context.putProperty("QUITTANCE_LOG_FORMAT", "text");
        JoranConfigurator configurator = new JoranConfigurator();
        configurator.setContext(context);
        configurator.doConfigure(requireNonNull(getClass().getResource("/logback.xml")));
    }

    @AfterEach
    void stop() {
        context.stop();
    }

    @Test
    void shouldWriteWhatHappenedWithItsFacts() {
        assertThat(line("A notification is worked off", "PCI_1/ä €"))
                .endsWith("core.Gateway A notification is worked off subject=\"PCI_1/ä €\"" + System.lineSeparator());
    }

    @Test
    void shouldStayOneLineWhateverSomebodySent() {
        String forged = "PCI_1\"\r\n2026-11-23T00:00:00.000Z ERROR forged\u001b[2J\u202e\u2028\u0085\t";

        String line = line("A notification is worked off", forged);

        assertThat(line)
                .endsWith(
                        "subject=\"PCI_1\"??2026-11-23T00:00:00.000Z ERROR forged?[2J????\"" + System.lineSeparator());
        assertThat(line.lines()).hasSize(1);
    }

    @Test
    void shouldNotTellThatPeersResetConnections() {
        assertThat(context.getLogger("io.vertx.core.net.impl.ConnectionBase").isErrorEnabled())
                .isFalse();
    }

    private String line(String message, String subject) {
        Logger logger = context.getLogger(CLASS);
        LoggingEvent event = new LoggingEvent(CLASS, logger, Level.INFO, message, null, new Object[0]);
        event.addKeyValuePair(new KeyValuePair("subject", subject));
        return new String(stderr().getEncoder().encode(event), UTF_8);
    }

    private ConsoleAppender<ILoggingEvent> stderr() {
        return (ConsoleAppender<ILoggingEvent>)
                context.getLogger(Logger.ROOT_LOGGER_NAME).getAppender("stderr");
    }
}
