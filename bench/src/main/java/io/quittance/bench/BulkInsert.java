package io.quittance.bench;

import java.time.Duration;

/** The limit of writing rows: Postgres alone inserts the same row, thousands in each statement and commit. */
final class BulkInsert implements Contender {

    static final String NAME = "bare bulk INSERT";

    private static final int ROWS = 5_000;
    private static final double NANOS_PER_SECOND = 1e9;

    private final SameRow row;
    private final ProcessHandle postmaster;

    BulkInsert(SameRow row, ProcessHandle postmaster) {
        this.row = row;
        this.postmaster = postmaster;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Sample run(Duration length) {
        try (Sql sql = Sql.connect(row.address())) {
            row.clear(sql);
            long used = ProcessUse.treeCpuMicros(postmaster);
            long begin = System.nanoTime();
            long rows = 0;
            while (System.nanoTime() - begin < length.toNanos()) {
                rows += sql.run(row.insertMany(ROWS));
            }
            double seconds = (System.nanoTime() - begin) / NANOS_PER_SECOND;
            double cpu = (ProcessUse.treeCpuMicros(postmaster) - used) / (double) rows;
            row.clear(sql);
            return Sample.of(Quantity.PER_SECOND, rows / seconds).with(Quantity.POSTGRES_CPU, cpu);
        }
    }
}
