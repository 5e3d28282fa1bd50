package io.quittance.bench;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;

/** Single-row commits where there is no pgbench: the same by JDBC, a thread for each client. */
final class OwnCommits implements CommitLoad {

    private static final double NANOS_PER_SECOND = 1e9;

    @Override
    public String name() {
        return "single commits by JDBC (no pgbench here)";
    }

    @Override
    public Commits run(SameRow row, int clients, int perSecond, Duration length) {
        ExecutorService threads = Executors.newFixedThreadPool(clients);
        try {
            Shared shared = new Shared(System.nanoTime(), length.toNanos(), perSecond, new AtomicLong());
            List<CompletableFuture<Histogram>> running = new ArrayList<>();
            for (int client = 0; client < clients; client++) {
                running.add(CompletableFuture.supplyAsync(() -> commit(row, shared), threads));
            }
            Histogram all = new ConcurrentHistogram(3);
            all.setAutoResize(true);
            running.forEach(client -> all.add(client.join()));
            double rate = all.getTotalCount() / ((System.nanoTime() - shared.begin) / NANOS_PER_SECOND);
            return new Commits(rate, all);
        } finally {
            threads.shutdownNow();
        }
    }

    private static Histogram commit(SameRow row, Shared shared) {
        Histogram latency = new Histogram(3);
        latency.setAutoResize(true);
        try (Sql sql = Sql.connect(row.address())) {
            for (long due = shared.next(); due - shared.begin < shared.length; due = shared.next()) {
                for (long left = due - System.nanoTime(); left > 0; left = due - System.nanoTime()) {
                    LockSupport.parkNanos(left);
                }
                sql.run(row.insertOne());
                latency.recordValue(TimeUnit.NANOSECONDS.toMicros(System.nanoTime() - due));
            }
        }
        return latency;
    }

    private record Shared(long begin, long length, int perSecond, AtomicLong count) {

        /** When the next commit is due. */
        long next() {
            return perSecond == 0
                    ? System.nanoTime()
                    : begin + (long) (count.getAndIncrement() * NANOS_PER_SECOND / perSecond);
        }
    }
}
