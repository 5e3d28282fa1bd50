package io.quittance.core.store.embedded;

import io.quittance.core.store.StoreException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** The server process that a data directory says it belongs to. */
final class Postmaster {

    private static final int LAST_PROCESS_SECONDS = 10;

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

    /** Waits for what a killed server left running: it notices by itself, and no other server starts before. */
    void awaitLastProcesses() throws InterruptedException {
        List<ProcessHandle> last = ProcessHandle.allProcesses()
                .filter(process -> isPostgres(process) && worksInData(process))
                .toList();
        for (ProcessHandle process : last) {
            try {
                process.onExit().get(LAST_PROCESS_SECONDS, TimeUnit.SECONDS);
            } catch (TimeoutException | ExecutionException e) {
                throw new StoreException(
                        "Process %d of a killed Postgres still works in %s; end it".formatted(process.pid(), data), e);
            }
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

    private boolean worksInData(ProcessHandle process) {
        try {
            return Files.isSameFile(Path.of("/proc", Long.toString(process.pid()), "cwd"), data);
        } catch (IOException e) {
            return false;
        }
    }

    private static boolean isPostgres(ProcessHandle process) {
        return process.info()
                .command()
                .filter(command -> Path.of(command).endsWith("postgres"))
                .isPresent();
    }
}
