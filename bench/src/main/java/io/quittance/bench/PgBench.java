package io.quittance.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.HdrHistogram.Histogram;

/** Single-row commits by Postgres' own load generator. Its latencies at a rate run from the instant at which one was due. */
final class PgBench implements CommitLoad {

    private static final Pattern PER_SECOND = Pattern.compile("tps = ([0-9.]+)");
    private static final int MICROS_COLUMN = 2;
    private static final String LOG_PREFIX = "pgbench-log";

    private final Path program;
    private final Path directory;

    private PgBench(Path program, Path directory) {
        this.program = program;
        this.directory = directory;
    }

    /**
     * It, if it is on the path.
     *
     * @param directory for its script and its logs
     */
    static Optional<CommitLoad> find(Path directory) {
        return Stream.of(System.getenv().getOrDefault("PATH", "").split(":"))
                .map(place -> Path.of(place, "pgbench"))
                .filter(Files::isExecutable)
                .findFirst()
                .map(program -> new PgBench(program, directory));
    }

    @Override
    public String name() {
        return "pgbench";
    }

    @Override
    public Commits run(SameRow row, int clients, int perSecond, Duration length) {
        try {
            Path script = Files.writeString(directory.resolve("commit.sql"), row.insertOne() + ";\n");
            List<String> command = new ArrayList<>(List.of(
                    program.toString(),
                    "-n",
                    "-M",
                    "prepared",
                    "-c",
                    Integer.toString(clients),
                    "-j",
                    "1",
                    "-T",
                    Long.toString(Math.max(1, length.toSeconds())),
                    "-f",
                    script.toString(),
                    "-h",
                    row.address().host(),
                    "-p",
                    Integer.toString(row.address().port()),
                    "-U",
                    row.address().user()));
            if (perSecond > 0) {
                command.addAll(List.of("-R", Integer.toString(perSecond), "-l", "--log-prefix=" + LOG_PREFIX));
            }
            command.add(row.address().database());
            String report = run(command, row);
            return new Commits(rate(report), latencies());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String run(List<String> command, SameRow row) throws IOException {
        ProcessBuilder builder =
                new ProcessBuilder(command).directory(directory.toFile()).redirectErrorStream(true);
        builder.environment()
                .put(
                        "PGPASSWORD",
                        Objects.requireNonNull(row.address().password()).newest());
        Process process = builder.start();
        String report = new String(process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        if (process.onExit().join().exitValue() != 0) {
            throw new BenchException("pgbench failed: " + report);
        }
        return report;
    }

    private static double rate(String report) {
        Matcher matcher = PER_SECOND.matcher(report);
        if (!matcher.find()) {
            throw new BenchException("pgbench tells no rate: " + report);
        }
        return Double.parseDouble(matcher.group(1));
    }

    private Histogram latencies() throws IOException {
        Histogram histogram = new Histogram(3);
        histogram.setAutoResize(true);
        try (Stream<Path> entries = Files.list(directory)) {
            for (Path log : entries.filter(PgBench::isLog).toList()) {
                try (Stream<String> lines = Files.lines(log)) {
                    lines.map(line -> line.split(" ")[MICROS_COLUMN])
                            .mapToLong(Long::parseLong)
                            .forEach(histogram::recordValue);
                }
                Files.delete(log);
            }
        }
        return histogram;
    }

    private static boolean isLog(Path path) {
        return path.getFileName().toString().startsWith(LOG_PREFIX);
    }
}
