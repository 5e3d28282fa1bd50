package io.quittance.core.telemetry;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.pattern.CompositeConverter;

/** A part of a line of the log that stays within it, whatever it has of others. Named in {@code logback.xml}. */
public final class OneLine extends CompositeConverter<ILoggingEvent> {

    @Override
    protected String transform(ILoggingEvent event, String text) {
        return ControlCharacters.replaced(text);
    }
}
