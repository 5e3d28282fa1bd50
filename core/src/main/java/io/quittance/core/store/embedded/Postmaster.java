package io.quittance.core.store.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The server process that a data directory says it belongs to. */
final class Postmaster {

    private final Path data;
    private final Path pidFile;

    Postmaster(Path data) {
        this.data = data;
        this.pidFile = data.resolve("postmaster.pid");
    }

    /** Whether it is alive and really serves this directory: a process id may be somebody else's by now. */
    boolean isRunning() throws IOException {
        return process().filter(this::servesData).isPresent();
    }

    /**
     * Deletes the mark of a server that is gone, if its process id belongs to a program other than Postgres by now.
     * Postgres itself would take that program for the server and refuse to start; every other case it judges better than
     * we can.
     */
    void forgetStranger() throws IOException {
        Optional<ProcessHandle> process = process();
        if (process.isPresent() && !isPostgres(process.get())) {
            Files.deleteIfExists(pidFile);
        }
    }

    private Optional<ProcessHandle> process() throws IOException {
        if (!Files.exists(pidFile)) {
            return Optional.empty();
        }
        List<String> lines = Files.readAllLines(pidFile);
        return lines.isEmpty()
                ? Optional.empty()
                : ProcessHandle.of(Long.parseLong(lines.get(0).strip()));
    }

    private boolean servesData(ProcessHandle process) {
        return isPostgres(process)
                && process.info().arguments().stream()
                        .flatMap(Arrays::stream)
                        .anyMatch(argument -> argument.equals(data.toString()));
    }

    private static boolean isPostgres(ProcessHandle process) {
        return process.info()
                .command()
                .filter(command -> Path.of(command).endsWith("postgres"))
                .isPresent();
    }
}
