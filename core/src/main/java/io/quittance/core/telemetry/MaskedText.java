package io.quittance.core.telemetry;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.pattern.CompositeConverter;

/** A part of a line of the log, in which {@link CardNumbers card numbers} are masked. Named in {@code logback.xml}. */
public final class MaskedText extends CompositeConverter<ILoggingEvent> {

    @Override
    protected String transform(ILoggingEvent event, String text) {
        return CardNumbers.masked(text);
    }
}
