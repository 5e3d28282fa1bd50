package io.quittance.bench;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Function;

/** A server that takes notifications over HTTP. What it acknowledges must be stored, if it stores at all. */
final class HttpContender implements Contender {

    private final String name;
    private final Subject subject;
    private final Function<Duration, Load> load;

    /**
     * A contender.
     *
     * @param load puts a load on it for so long
     */
    HttpContender(String name, Subject subject, Function<Duration, Load> load) {
        this.name = name;
        this.subject = subject;
        this.load = load;
    }

    /**
     * What it is.
     *
     * @param servers how many processes it is
     * @param cpu whose CPU time counts
     * @param books empty: it stores nothing
     */
    record Subject(int servers, CpuClock cpu, Optional<Books> books, InstantSource clock) {}

    @Override
    public String name() {
        return name;
    }

    @Override
    public int servers() {
        return subject.servers;
    }

    @Override
    public Sample run(Duration length) {
        Instant begin = subject.clock.instant();
        CpuClock.Used before = subject.cpu.used();
        Load came = load.apply(length);
        CpuClock.Used used = subject.cpu.used().since(before);
        check(came, begin);
        return used.by(came.acknowledged(), Sample.of(Quantity.PER_SECOND, came.perSecond()))
                .with(Quantity.P50, came.percentileMillis(50))
                .with(Quantity.P99, came.percentileMillis(99))
                .with(Quantity.P999, came.percentileMillis(99.9));
    }

    private void check(Load came, Instant begin) {
        if (came.refused() > 0) {
            throw new BenchException(name + " refused " + came.refused() + " notifications");
        }
        subject.books.ifPresent(books -> books.check(name, begin, came.acknowledged()));
    }
}
