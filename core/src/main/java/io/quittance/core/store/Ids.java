package io.quittance.core.store;

import com.fasterxml.uuid.Generators;
import com.fasterxml.uuid.impl.TimeBasedEpochGenerator;
import java.time.Instant;
import java.util.UUID;

/** Makes our ids: UUIDv7, so that they grow with time, and within one process strictly. */
public final class Ids {

    private static final TimeBasedEpochGenerator GENERATOR = Generators.timeBasedEpochGenerator();

    private static final int BITS_BELOW_MILLISECONDS = 16;

    private Ids() {}

    /** A new id. */
    public static UUID next() {
        return GENERATOR.generate();
    }

    /** The lowest id that can be made at a time, so that a range of ids is a range of time. */
    static UUID lowest(Instant time) {
        return new UUID(Math.max(0, time.toEpochMilli()) << BITS_BELOW_MILLISECONDS, 0);
    }

    /** When an id was made, to the millisecond. */
    static Instant madeAt(UUID id) {
        return Instant.ofEpochMilli(id.getMostSignificantBits() >>> BITS_BELOW_MILLISECONDS);
    }
}
