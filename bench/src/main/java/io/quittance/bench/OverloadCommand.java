package io.quittance.bench;

import io.quittance.core.store.StoreAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code quittance bench overload}: what the gateway does when more comes than it can take. */
@Command(
        name = "overload",
        description = {
            "Sends half of what the gateway can take, all of it, twice and three times that, then once, three times and once again.",
            "Senders do not wait for each other, and hang up after ten seconds. A second account sends little meanwhile."
        },
        footer = {"As the documents show it", "quittance bench overload --seconds 10"},
        exitCodeList = {
            "0:Everything that was acknowledged is stored.",
            "1:An argument is wrong, something needed is missing, or something acknowledged is not stored.",
            "2:The bench failed."
        })
final class OverloadCommand implements Callable<Integer> {

    private static final double[] TIMES = {0.5, 1, 2, 3, 1, 3, 1};
    private static final double BESIDE = 0.05;
    private static final int CONNECTIONS = 256;
    private static final int MOST_SECONDS = 120;

    @Option(
            names = "--seconds",
            paramLabel = "N",
            defaultValue = "10",
            description = "Length of a step, from 1 to 120. Default: ${DEFAULT-VALUE}.")
    private int seconds;

    @Spec
    private @Nullable CommandSpec spec;

    private final InstantSource clock = InstantSource.system();
    private final AtomicLong numbers = new AtomicLong();

    @Override
    public Integer call() {
        BenchCommand.bounded(command(), "--seconds", seconds, MOST_SECONDS);
        try (Stage stage = Stage.in(Path.of(System.getProperty("quittance.home")), Path.of(""))) {
            Runtime.getRuntime().addShutdownHook(new Thread(stage::close, "shutdown"));
            stage.start();
            StoreAddress database = stage.createDatabase("overload");
            ServerProcess gateway = stage.gateway(database);
            try (Books books = new Books(database)) {
                measure(gateway, books).forEach(command().commandLine().getOut()::println);
                command().commandLine().getOut().flush();
            }
        }
        return 0;
    }

    private List<String> measure(ServerProcess gateway, Books books) {
        Duration length = Duration.ofSeconds(seconds);
        double capacity = capacity(gateway, length);
        Instant begin = clock.instant();
        try (Overload overload = new Overload(gateway.intake(), numbers, length)) {
            List<Overload.Step> steps =
                    overload.run(TIMES, capacity, capacity * BESIDE, () -> ProcessUse.residentBytes(gateway.handle()));
            check(
                    books,
                    NotificationRequest.ACCOUNT,
                    begin,
                    steps.stream().map(Overload.Step::flood).toList());
            check(
                    books,
                    GatewayConfiguration.BESIDE,
                    begin,
                    steps.stream().map(Overload.Step::beside).toList());
            return OverloadReport.lines(capacity, length, steps);
        }
    }

    /** The second run counts, since the first finds a machine that is compiling. */
    private double capacity(ServerProcess gateway, Duration length) {
        try (LoadGenerator generator = new LoadGenerator(numbers)) {
            generator.closedLoop(List.of(gateway.intake()), CONNECTIONS, length);
            return generator
                    .closedLoop(List.of(gateway.intake()), CONNECTIONS, length)
                    .perSecond();
        }
    }

    /** Who had no answer does not know whether it is stored, so there may be more; never less. */
    private static void check(Books books, String account, Instant since, List<Turnout> turnouts) {
        long acknowledged = turnouts.stream().mapToLong(Turnout::acknowledged).sum();
        long unknown = turnouts.stream()
                .mapToLong(turnout -> turnout.refused() + turnout.withoutAnswer())
                .sum();
        long stored = books.stored(account, since);
        if (stored < acknowledged || stored > acknowledged + unknown) {
            throw new BenchException("Of account " + account + " " + acknowledged + " notifications were acknowledged, "
                    + unknown + " were not, and " + stored + " are stored");
        }
    }

    private CommandSpec command() {
        return Objects.requireNonNull(spec, "set before the command runs");
    }
}
