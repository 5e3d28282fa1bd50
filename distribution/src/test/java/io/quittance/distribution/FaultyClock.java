package io.quittance.distribution;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The clock of a process, which can be wrong: libfaketime shows it another time of day. What measures spans of time stays right, as it
 * does when the clock of a machine is set.
 */
final class FaultyClock {
    private static final Path LIBRARIES = Path.of("/usr/lib");
    private static final Optional<Path> LIBRARY = find();

    private final Path file;

    /** One that is right. */
    FaultyClock(Path directory) throws IOException {
        this.file = directory.resolve("clock");
        set(Duration.ZERO);
    }

    static boolean isPossible() {
        return LIBRARY.isPresent();
    }

    /** The variables of a process that goes by this clock. */
    Map<String, String> environment() {
        return LIBRARY.map(library -> Map.of(
                        "LD_PRELOAD",
                        library.toString(),
                        "FAKETIME_TIMESTAMP_FILE",
                        file.toString(),
                        "FAKETIME_CACHE_DURATION",
                        "1",
                        "FAKETIME_DONT_FAKE_MONOTONIC",
                        "1",
                        // Otherwise every wait of the JVM that has an end returns at once, and again.
                        "FAKETIME_FORCE_MONOTONIC_FIX",
                        "0"))
                .orElse(Map.of());
    }

    /** Sets it to so much after the time that it is; it shows within a second. */
    void set(Duration ahead) throws IOException {
        Path next = Files.writeString(file.resolveSibling("clock.next"), "%+d".formatted(ahead.toSeconds()));
        Files.move(next, file, StandardCopyOption.ATOMIC_MOVE);
    }

    private static Optional<Path> find() {
        try (Stream<Path> files = Files.find(LIBRARIES, 3, (path, attributes) -> path.endsWith("libfaketimeMT.so.1"))) {
            return files.findFirst();
        } catch (IOException failure) {
            return Optional.empty();
        }
    }
}
