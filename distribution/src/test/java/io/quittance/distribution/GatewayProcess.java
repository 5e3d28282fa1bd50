package io.quittance.distribution;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;

/**
 * The built distribution as a process of its own. What it prints is echoed, so that a failed test shows it. Closing it
 * ends the process if it still runs, and then everything that it started.
 */
final class GatewayProcess implements AutoCloseable {
    static final Path HOME = Path.of(System.getProperty("quittance.home"));

    private static final Duration START_LIMIT = Duration.ofSeconds(120);
    private static final Duration COMMAND_LIMIT = Duration.ofSeconds(120);
    private static final String POSTMASTER = "data/postgres/data/postmaster.pid";

    private final Path directory;
    private final Process process;
    private final List<String> lines = new CopyOnWriteArrayList<>();
    private final Thread reader;

    private GatewayProcess(Path directory, Process process) {
        this.directory = directory;
        this.process = process;
        this.reader = new Thread(this::readOutput, "gateway-output");
        reader.setDaemon(true);
        reader.start();
    }

    static GatewayProcess start(Path directory, String... arguments) throws IOException {
        return start(directory, Map.of(), arguments);
    }

    /** Starts one with variables of its own. */
    static GatewayProcess start(Path directory, Map<String, String> environment, String... arguments)
            throws IOException {
        return start(directory, environment, command(arguments));
    }

    /** The gateway with these arguments. */
    static List<String> command(String... arguments) {
        return Stream.concat(Stream.of(HOME.resolve("bin/quittance").toString()), Stream.of(arguments))
                .toList();
    }

    /** Starts one by a command that becomes it. */
    static GatewayProcess start(Path directory, Map<String, String> environment, List<String> command)
            throws IOException {
        ProcessBuilder builder =
                new ProcessBuilder(command).directory(directory.toFile()).redirectErrorStream(true);
        builder.environment().putAll(environment);
        return new GatewayProcess(directory, builder.start());
    }

    /** What a command printed, to both of its outputs, and its exit code. */
    record Result(int exitCode, List<String> lines) {}

    /** Runs a command to its end. */
    static Result run(Path directory, String... arguments) throws IOException, InterruptedException {
        try (GatewayProcess process = start(directory, arguments)) {
            Integer code = process.awaitExit(COMMAND_LIMIT);
            if (code == null) {
                throw new AssertionError("The command did not end");
            }
            return new Result(code, process.lines());
        }
    }

    /** Waits for a line that begins so, and gives the rest of it. */
    String await(String beginning) {
        Awaitility.await()
                .alias("the gateway prints '" + beginning + "'")
                .atMost(START_LIMIT)
                .failFast("the gateway has ended", () -> !process.isAlive())
                .until(() -> find(beginning).isPresent());
        return find(beginning).orElseThrow();
    }

    URI intake() {
        return URI.create(await("intake listening on "));
    }

    URI management() {
        return URI.create(await("management listening on "));
    }

    void awaitReady() {
        await("ready in ");
    }

    /** Everything that it printed so far. */
    List<String> lines() {
        return List.copyOf(lines);
    }

    /** Sends SIGTERM and gives the exit code, or null if the process is still there when the time is over. */
    @Nullable
    Integer terminate(Duration limit) throws InterruptedException {
        // Not the process's own method, which also closes the stream of what it has yet to say.
        process.toHandle().destroy();
        return awaitExit(limit);
    }

    /** Gives the exit code, or null if the process is still there when the time is over. */
    @Nullable
    Integer awaitExit(Duration limit) throws InterruptedException {
        if (!process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
            return null;
        }
        reader.join(limit.toMillis());
        return process.exitValue();
    }

    long pid() {
        return process.pid();
    }

    /** Sends SIGKILL, to this process alone. */
    void kill() {
        // Not the process's own method, which also closes the stream of what it has yet to say.
        process.toHandle().destroyForcibly();
        process.onExit().join();
    }

    /** Sends another signal, named as {@code kill} does. */
    void signal(String name) throws Exception {
        InstalledPostgres.command("kill", "-" + name, Long.toString(process.pid()));
    }

    /** Sends SIGKILL to this process and, in the same moment, to its Postgres. */
    void killWithPostgres() {
        ProcessHandle server = postgres().orElseThrow();
        process.destroyForcibly();
        server.destroyForcibly();
        process.onExit().join();
        server.onExit().join();
    }

    /** The embedded Postgres of this working directory, if it runs; whoever started it. */
    Optional<ProcessHandle> postgres() {
        return postgres(directory);
    }

    /** Ends the embedded Postgres of a directory whose gateway was killed. */
    static void killPostgres(Path directory) {
        postgres(directory).filter(server -> serves(server, directory)).ifPresent(server -> {
            server.destroyForcibly();
            server.onExit().join();
        });
    }

    @Override
    public void close() {
        if (process.isAlive()) {
            List<ProcessHandle> children = process.descendants().toList();
            process.destroyForcibly().onExit().join();
            children.forEach(ProcessHandle::destroyForcibly);
            killPostgres(directory);
        }
    }

    private static Optional<ProcessHandle> postgres(Path directory) {
        Path file = directory.resolve(POSTMASTER);
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        try (Stream<String> content = Files.lines(file)) {
            return content.findFirst().map(String::strip).map(Long::valueOf).flatMap(ProcessHandle::of);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** A process id that a dead server left behind may be somebody else's by now. */
    private static boolean serves(ProcessHandle server, Path directory) {
        return server.info().commandLine().stream().anyMatch(line -> line.contains(directory.toString()));
    }

    private Optional<String> find(String beginning) {
        return lines.stream()
                .filter(line -> line.startsWith(beginning))
                .map(line -> line.substring(beginning.length()).strip())
                .findFirst();
    }

    private void readOutput() {
        try (BufferedReader output =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            String line;
            while ((line = output.readLine()) != null) {
                System.out.println("  gateway | " + line);
                lines.add(line);
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
