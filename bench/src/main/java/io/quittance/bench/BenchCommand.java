package io.quittance.bench;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code quittance bench}: measures the gateway on this machine. */
@Command(
        name = "quittance bench",
        description = {
            "Measures the gateway on this machine, beside what Postgres can do and beside the same server that does less.",
            "It brings its own Postgres, and prints ratios of what ran on the same machine in the same minutes."
        },
        footer = {
            "All numbers, which takes hours",
            "quittance bench",
            "A quick look",
            "quittance bench --quick",
            "Two of them, with runs of your own",
            "quittance bench --only bulk,single --runs 5 --seconds 5"
        },
        exitCodeList = {
            "0:All was measured.",
            "1:An argument is wrong, or something needed is missing.",
            "2:The bench failed."
        },
        subcommands = {FillCommand.class, OverloadCommand.class})
final class BenchCommand implements Callable<Integer> {

    private static final DateTimeFormatter NAME =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);
    static final long MOST_STORED = 100_000_000;
    private static final int MOST_CONNECTIONS = 1_000;
    private static final int MOST_RUNS = 100;
    private static final int MOST_SECONDS = 600;
    private static final Duration QUICK = Duration.ofSeconds(165);
    private static final Duration LONGEST = Duration.ofHours(6);

    @Option(names = "--quick", description = "Three short runs of each, in less than three minutes.")
    private boolean quick;

    @Option(
            names = "--only",
            paramLabel = "NUMBER",
            split = ",",
            description = "Only these: ${COMPLETION-CANDIDATES}. Without it: all, but not nodes with --quick.")
    private List<Topic> only = List.of();

    @Option(
            names = "--runs",
            paramLabel = "N",
            description = "Runs of each contender, from 1 to 100. Default: 5, or 3 with --quick.")
    private @Nullable Integer runs;

    @Option(
            names = "--seconds",
            paramLabel = "N",
            description = "Length of a run, from 1 to 600. Default: 10, or 2 with --quick.")
    private @Nullable Integer seconds;

    @Option(
            names = "--connections",
            paramLabel = "N",
            defaultValue = "256",
            description =
                    "Connections that each send the next notification when the last is answered. Default: ${DEFAULT-VALUE}.")
    private int connections;

    @Option(
            names = "--stored",
            paramLabel = "N",
            description =
                    "Notifications in the store that is compared with an empty one. Default: 10000000, or 100000 with --quick.")
    private @Nullable Long stored;

    @Option(names = "--json", description = "Prints the JSON instead of the table.")
    private boolean json;

    @Spec
    private @Nullable CommandSpec spec;

    private final InstantSource clock = InstantSource.system();

    @Override
    public Integer call() throws Exception {
        BenchPlan plan = plan();
        Stage stage = Stage.in(Path.of(System.getProperty("quittance.home")), Path.of(""));
        AtomicBoolean told = new AtomicBoolean();
        Runtime.getRuntime()
                .addShutdownHook(new Thread(
                        () -> {
                            told.set(true);
                            stage.close();
                        },
                        "shutdown"));
        try (stage) {
            Report report = new Bench(stage, plan, clock, this::tell).run();
            print(report);
            return 0;
        } catch (BenchException failure) {
            if (told.get()) {
                // The process is being ended; what failed, failed for that reason.
                new CountDownLatch(1).await();
            }
            throw failure;
        }
    }

    private BenchPlan plan() {
        return new BenchPlan(
                topics(),
                (int) bounded(command(), "--runs", or(runs, quick ? 3 : 5), MOST_RUNS),
                Duration.ofSeconds(bounded(command(), "--seconds", or(seconds, quick ? 2 : 10), MOST_SECONDS)),
                (int) bounded(command(), "--connections", connections, MOST_CONNECTIONS),
                bounded(command(), "--stored", stored == null ? quick ? 100_000 : 10_000_000 : stored, MOST_STORED),
                quick ? 3 : 5,
                quick ? QUICK : LONGEST);
    }

    /** Several nodes take longer to start than a quick look may last. */
    private Set<Topic> topics() {
        if (!only.isEmpty()) {
            return EnumSet.copyOf(only);
        }
        return quick ? EnumSet.complementOf(EnumSet.of(Topic.NODES)) : EnumSet.allOf(Topic.class);
    }

    private static int or(@Nullable Integer given, int otherwise) {
        return given == null ? otherwise : given;
    }

    static long bounded(CommandSpec command, String option, long value, long most) {
        if (value < 1 || value > most) {
            throw new ParameterException(command.commandLine(), option + " is a number from 1 to " + most);
        }
        return value;
    }

    private void print(Report report) throws IOException {
        JsonObject document = JsonReport.of(report);
        PrintWriter out = command().commandLine().getOut();
        if (json) {
            out.println(document.encodePrettily());
        } else {
            TableReport.lines(report).forEach(out::println);
        }
        out.flush();
        write(NAME.format(report.at()) + ".json", document.encodePrettily() + "\n");
        write(NAME.format(report.at()) + ".html", HtmlReport.of(report));
    }

    private void write(String name, String content) throws IOException {
        Path directory = Files.createDirectories(Path.of("bench-results"));
        Path file = Files.writeString(directory.resolve(name), content);
        tell("written: " + file);
    }

    private void tell(String line) {
        PrintWriter err = command().commandLine().getErr();
        err.println(line);
        err.flush();
    }

    private CommandSpec command() {
        return Objects.requireNonNull(spec, "set before the command runs");
    }
}
