package io.quittance.bench;

import io.quittance.bench.CommitLoad.Commits;
import java.time.Duration;
import org.HdrHistogram.Histogram;

/** The limit of one commit for each row: clients insert the same row, as fast as they can or at a rate. */
final class SingleCommits implements Contender {

    private static final int CLIENTS = 16;
    private static final double MICROS_PER_MILLI = 1e3;

    private final CommitLoad load;
    private final SameRow row;
    private final ProcessHandle postmaster;
    private final int perSecond;

    /**
     * A contender.
     *
     * @param perSecond 0: as fast as it goes
     */
    SingleCommits(CommitLoad load, SameRow row, ProcessHandle postmaster, int perSecond) {
        this.load = load;
        this.row = row;
        this.postmaster = postmaster;
        this.perSecond = perSecond;
    }

    @Override
    public String name() {
        return perSecond == 0 ? load.name() : Figures.at(load.name(), perSecond);
    }

    @Override
    public Sample run(Duration length) {
        try (Sql sql = Sql.connect(row.address())) {
            row.clear(sql);
            long used = ProcessUse.treeCpuMicros(postmaster);
            Commits commits = load.run(row, CLIENTS, perSecond, length);
            double cpu =
                    (ProcessUse.treeCpuMicros(postmaster) - used) / (double) sql.number("select count(*) from bare");
            row.clear(sql);
            Sample sample = Sample.of(Quantity.PER_SECOND, commits.perSecond()).with(Quantity.POSTGRES_CPU, cpu);
            return perSecond == 0 ? sample : withLatency(sample, commits.latency());
        }
    }

    private static Sample withLatency(Sample sample, Histogram latency) {
        return sample.with(Quantity.P50, latency.getValueAtPercentile(50) / MICROS_PER_MILLI)
                .with(Quantity.P99, latency.getValueAtPercentile(99) / MICROS_PER_MILLI)
                .with(Quantity.P999, latency.getValueAtPercentile(99.9) / MICROS_PER_MILLI);
    }
}
