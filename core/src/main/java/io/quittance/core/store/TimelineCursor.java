package io.quittance.core.store;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;

/**
 * Where a page of a timeline ended. Users get it as opaque text and hand it back.
 *
 * @param at of the page's last entry, which the store keeps in microseconds
 * @param id of that entry, for those of one moment
 */
public record TimelineCursor(Instant at, UUID id) {

    private static final int BYTES = 3 * Long.BYTES;

    /** The store knows no times of much later centuries. */
    private static final long LAST =
            TimeUnit.SECONDS.toMicros(Instant.parse("9999-12-31T23:59:59Z").getEpochSecond());

    /** The cursor of a text that {@link #toString()} made; empty for any other text. */
    public static Optional<TimelineCursor> parse(String text) {
        byte[] bytes;
        try {
            bytes = Base64.getUrlDecoder().decode(text.getBytes(ISO_8859_1));
        } catch (IllegalArgumentException notBase64) {
            return Optional.empty();
        }
        if (bytes.length != BYTES) {
            return Optional.empty();
        }
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        long micros = buffer.getLong();
        return micros < 0 || micros > LAST
                ? Optional.empty()
                : Optional.of(new TimelineCursor(
                        Instant.EPOCH.plus(micros, ChronoUnit.MICROS), new UUID(buffer.getLong(), buffer.getLong())));
    }

    @Override
    public String toString() {
        byte[] bytes = ByteBuffer.allocate(BYTES)
                .putLong(micros())
                .putLong(id.getMostSignificantBits())
                .putLong(id.getLeastSignificantBits())
                .array();
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    /** By hand, since older JDKs count in nanoseconds first, of which a long ends in the year 2262. */
    private long micros() {
        return TimeUnit.SECONDS.toMicros(at.getEpochSecond()) + TimeUnit.NANOSECONDS.toMicros(at.getNano());
    }
}
