package io.quittance.bench;

/** Counts the CPU time of a server and of all of Postgres, which works for nobody else meanwhile. */
record CpuClock(ProcessHandle server, ProcessHandle postmaster) {

    /** What they used so far. */
    Used used() {
        return new Used(ProcessUse.cpuMicros(server), ProcessUse.treeCpuMicros(postmaster));
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
