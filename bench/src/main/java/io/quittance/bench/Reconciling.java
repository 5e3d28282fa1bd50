package io.quittance.bench;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/** The gateway with all that it does behind the answer: each notification pays an order, and each order tells an event. */
final class Reconciling implements Contender {

    private static final double NANOS_PER_SECOND = 1e9;
    private static final double RESERVE = 1.5;
    private static final Duration DRAIN_LIMIT = Duration.ofSeconds(120);
    private static final long LOOK_NANOS = 20_000_000;

    private final Contender gateway;
    private final Books books;
    private final CpuClock cpu;
    private final AtomicLong numbers;
    private final double least;
    private double fastest;

    /**
     * A gateway that reconciles.
     *
     * @param gateway its load
     * @param numbers the next number that the load takes
     * @param least so many are taken in a second, if not more
     */
    Reconciling(Contender gateway, Books books, CpuClock cpu, AtomicLong numbers, double least) {
        this.gateway = gateway;
        this.books = books;
        this.cpu = cpu;
        this.numbers = numbers;
        this.least = least;
        this.fastest = least;
    }

    @Override
    public String name() {
        return gateway.name();
    }

    @Override
    public int servers() {
        return gateway.servers();
    }

    @Override
    public Sample run(Duration length) {
        long first = numbers.get();
        long orders = (long) (fastest * RESERVE * length.toNanos() / NANOS_PER_SECOND);
        books.register(first, first + orders);
        CpuClock.Used before = cpu.used();
        long begin = System.nanoTime();
        Sample sample = gateway.run(length);
        long sent = numbers.get() - first;
        double meanwhile = perSecond(books.events(first, first + orders), begin);
        long paid = Math.min(sent, orders);
        double all = perSecond(drain(first, first + orders, paid), begin);
        numbers.accumulateAndGet(first + orders, Math::max);
        fastest = Math.max(least, sample.values().getOrDefault(Quantity.PER_SECOND, 0.0));
        return cpu.used()
                .since(before)
                .by(sent, sample)
                .with(Quantity.RECONCILED_MEANWHILE, meanwhile)
                .with(Quantity.RECONCILED, all);
    }

    /** Waits until nothing is left to reconcile, and tells how many orders have their event: all that were paid. */
    private long drain(long from, long to, long paid) {
        long limit = System.nanoTime() + DRAIN_LIMIT.toNanos();
        while (books.hasWork() && System.nanoTime() < limit) {
            LockSupport.parkNanos(LOOK_NANOS);
        }
        long events = books.events(from, to);
        if (events < paid) {
            throw new BenchException("Of " + paid + " orders that were paid only " + events + " have an event after "
                    + DRAIN_LIMIT.toSeconds() + " s");
        }
        return events;
    }

    private static double perSecond(long events, long begin) {
        return events / ((System.nanoTime() - begin) / NANOS_PER_SECOND);
    }
}
