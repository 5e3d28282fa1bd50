package io.quittance.core.cli;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads {@code 2026-11-20T10:00:00Z}, and {@code 2026-11-20} as the beginning of that day in UTC. */
final class Moment implements ITypeConverter<Instant> {

    @Override
    public Instant convert(String text) {
        try {
            return text.indexOf('T') < 0 && text.indexOf('t') < 0
                    ? LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant()
                    : OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeException notOne) {
            throw new TypeConversionException("'" + text
                    + "' is not a time; write 2026-11-20T10:00:00Z or, for the beginning of a day in UTC, 2026-11-20");
        }
    }
}
