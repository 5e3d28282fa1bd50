package io.quittance.bench;

import java.util.List;

/** Counts the CPU time of servers and of all of Postgres, which works for nobody else meanwhile. */
record CpuClock(List<ProcessHandle> servers, ProcessHandle postmaster) {

    /** What they used so far. */
    Used used() {
        return new Used(servers.stream().mapToLong(ProcessUse::cpuMicros).sum(), ProcessUse.treeCpuMicros(postmaster));
    }

    /** CPU time in microseconds. */
    record Used(long server, long postgres) {

        Used since(Used before) {
            return new Used(server - before.server, postgres - before.postgres);
        }

        /** The sample with what one of so many notifications cost. */
        Sample by(long notifications, Sample sample) {
            double count = Math.max(1, notifications);
            return sample.with(Quantity.SERVER_CPU, server / count).with(Quantity.POSTGRES_CPU, postgres / count);
        }
    }
}
