package io.quittance.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What processes used of the machine, as Linux counts it. On a busy machine this says more than what a clock says. */
final class ProcessUse {

    private static final Path PROC = Path.of("/proc");
    /** The kernel tells times in hundredths of a second, whatever its own clock is. */
    private static final long MICROS_PER_TICK = 10_000;

    private static final int USER_TICKS = 11;
    private static final int WAITED_FOR_TICKS = 13;
    private static final long KIB = 1024;

    private ProcessUse() {}

    /** The CPU time of one process, in microseconds. */
    static long cpuMicros(ProcessHandle process) {
        return ticks(process, USER_TICKS) * MICROS_PER_TICK;
    }

    /** The CPU time of a process and of all that it started, those that ended included, in microseconds. */
    static long treeCpuMicros(ProcessHandle root) {
        long ticks = ticks(root, USER_TICKS) + ticks(root, WAITED_FOR_TICKS);
        for (ProcessHandle descendant : root.descendants().toList()) {
            ticks += ticks(descendant, USER_TICKS);
        }
        return ticks * MICROS_PER_TICK;
    }

    /** The most memory that was resident at a time, in bytes. */
    static long peakResidentBytes(ProcessHandle process) {
        return memory(process, "VmHWM:");
    }

    /** The memory that is resident, in bytes. */
    static long residentBytes(ProcessHandle process) {
        return memory(process, "VmRSS:");
    }

    private static long memory(ProcessHandle process, String field) {
        try {
            return Files.readAllLines(PROC.resolve(process.pid() + "/status")).stream()
                            .filter(line -> line.startsWith(field))
                            .map(line -> line.replaceAll("\\D", ""))
                            .mapToLong(Long::parseLong)
                            .findFirst()
                            .orElseThrow()
                    * KIB;
        } catch (IOException e) {
            throw new BenchException("The memory of process " + process.pid() + " cannot be read", e);
        }
    }

    /** With what it was started, the program first. */
    static List<String> commandLine(ProcessHandle process) {
        String text = read(PROC.resolve(process.pid() + "/cmdline"));
        if (text == null) {
            throw new BenchException("Process " + process.pid() + " has ended");
        }
        return List.of(text.split("\0"));
    }

    private static long ticks(ProcessHandle process, int first) {
        String stat = read(PROC.resolve(process.pid() + "/stat"));
        if (stat == null) {
            return 0;
        }
        // The second field is a name in brackets, with whatever in it.
        List<String> fields = List.of(stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1));
        return Long.parseLong(fields.get(first)) + Long.parseLong(fields.get(first + 1));
    }

    /** Null: the process has ended. */
    private static @Nullable String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException ended) {
            return null;
        }
    }
}
