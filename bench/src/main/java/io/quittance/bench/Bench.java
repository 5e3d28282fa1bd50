package io.quittance.bench;

import io.quittance.bench.Cast.Running;
import io.quittance.core.store.StoreAddress;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Measures: all contenders in turn, run after run, so that what disturbs one disturbs all. */
final class Bench {

    private static final double BYTES_PER_MEGABYTE = 1e6;
    private static final Duration WARM_UP = Duration.ofSeconds(2);
    private static final double ENOUGH = 150_000;

    private final Stage stage;
    private final BenchPlan plan;
    private final InstantSource clock;
    private final Consumer<String> progress;
    private final CommitLoad commits;
    private final String filled;
    private final List<Figure> figures;
    private final Set<String> needed;
    private final Measurements measurements = new Measurements();
    private final long begun = System.nanoTime();

    /**
     * A bench that has measured nothing.
     *
     * @param progress is told what is going on
     */
    Bench(Stage stage, BenchPlan plan, InstantSource clock, Consumer<String> progress) {
        this.stage = stage;
        this.plan = plan;
        this.clock = clock;
        this.progress = progress;
        this.commits = PgBench.find(stage.directory()).orElseGet(OwnCommits::new);
        this.filled = String.format(Locale.ROOT, "gateway with %,d stored", plan.stored());
        this.figures = new Figures(commits.name(), filled).all();
        this.needed = figures.stream()
                .filter(figure -> plan.topics().contains(figure.topic()))
                .flatMap(figure -> Stream.concat(Stream.of(figure.ours()), figure.beside().stream()))
                .filter(term -> term.quantity() != Quantity.START)
                .map(Figure.Term::contender)
                .collect(Collectors.toSet());
    }

    /** Measures everything. Blocks. */
    Report run() {
        Noise noise = new Noise();
        progress.accept("starting Postgres on " + stage.device());
        stage.start();
        StoreAddress database = stage.createDatabase("gateway");
        try (Cast cast = new Cast(stage, plan, clock)) {
            Running gateway = cast.gateway(database);
            List<Contender> contenders = contenders(cast, gateway);
            runAll(contenders, noise);
            memory(gateway);
            stage.end(gateway.server());
        }
        start(database);
        return new Report(clock.instant(), Machine.here(stage.device()), plan, measurements, figures, noise);
    }

    /** All that are needed, warmed up: compiled, and with their connections. */
    private List<Contender> contenders(Cast cast, Running gateway) {
        List<Contender> contenders = new ArrayList<>();
        warmUp(contenders, List.of(cast.loaded(Figures.GATEWAY, List.of(gateway))));
        warmUp(contenders, cast.peers(gateway, needed));
        if (needed.contains(filled)) {
            warmUp(contenders, List.of(cast.loaded(filled, List.of(cast.gateway(fill())))));
        }
        warmUp(contenders, cast.nodes(needed));
        for (Contender limit : cast.limits(gateway, commits, needed)) {
            progress.accept("warming up: " + limit.name());
            limit.run(WARM_UP);
            contenders.add(limit);
        }
        contenders.add(cast.paced(Figures.PACED, gateway, Figures.PACE));
        contenders.add(cast.paced(Figures.LONE, gateway, Figures.LONE_PACE));
        return contenders.stream()
                .filter(contender -> needed.contains(contender.name()))
                .toList();
    }

    private void warmUp(List<Contender> contenders, List<Contender> more) {
        for (Contender contender : more) {
            progress.accept("warming up: " + contender.name());
            warmUp(contender);
            contenders.add(contender);
        }
    }

    /** What is measured has been compiled: until so many notifications went through each server, on a slow machine as well. */
    private void warmUp(Contender contender) {
        long limit = System.nanoTime()
                + plan.warmUp().multipliedBy(contender.servers()).toNanos();
        double done = 0;
        do {
            done += contender.run(WARM_UP).values().getOrDefault(Quantity.PER_SECOND, 0.0) * WARM_UP.toSeconds();
        } while (done < ENOUGH * contender.servers() && System.nanoTime() < limit);
    }

    /** As often as planned, or as there is time for. */
    private void runAll(List<Contender> contenders, Noise noise) {
        long longest = 0;
        for (int run = 1; run <= plan.runs(); run++) {
            long begin = System.nanoTime();
            if (begin - begun + longest > plan.limit().toNanos()) {
                progress.accept("no time for more than " + (run - 1) + " of " + plan.runs() + " runs");
                return;
            }
            runAll(contenders, run, noise);
            longest = Math.max(longest, System.nanoTime() - begin);
        }
    }

    private void runAll(List<Contender> contenders, int run, Noise noise) {
        for (Contender contender : contenders) {
            noise.probe();
            Sample sample = contender.run(plan.length());
            measurements.add(contender.name(), sample);
            progress.accept(String.format(
                    Locale.ROOT,
                    "run %d of %d: %s: %,.0f/s",
                    run,
                    plan.runs(),
                    contender.name(),
                    sample.values().getOrDefault(Quantity.PER_SECOND, 0.0)));
        }
    }

    private void memory(Running gateway) {
        if (plan.topics().contains(Topic.MEMORY)) {
            double bytes = ProcessUse.peakResidentBytes(gateway.server().handle());
            measurements.add(Figures.GATEWAY, Sample.of(Quantity.MEMORY, bytes / BYTES_PER_MEGABYTE));
        }
    }

    /** With the store up and migrated. */
    private void start(StoreAddress database) {
        if (!plan.topics().contains(Topic.START)) {
            return;
        }
        for (int start = 1; start <= plan.starts(); start++) {
            ServerProcess server = stage.gateway(database);
            double millis = server.startedIn().toMillis();
            stage.end(server);
            measurements.add(Figures.GATEWAY, Sample.of(Quantity.START, millis));
            progress.accept("start " + start + " of " + plan.starts() + ": " + Digits.of(millis) + " ms");
        }
    }

    private StoreAddress fill() {
        long room = stage.room();
        if (room < Filling.bytes(plan.stored())) {
            throw new BenchException(
                    "%,d stored notifications take about %,d MB, and there are %,d MB on %s; ask for less with --stored"
                            .formatted(plan.stored(), Filling.bytes(plan.stored()) >> 20, room >> 20, stage.device()));
        }
        StoreAddress database = stage.createDatabase("filled");
        new Filling(stage, clock, (filled, wanted) -> progress.accept("filling: %,d of %,d".formatted(filled, wanted)))
                .fill(
                        new Filling.Owner(database, NotificationRequest.ACCOUNT, NotificationRequest.MERCHANT),
                        plan.stored());
        return database;
    }
}
