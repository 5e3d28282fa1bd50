package io.quittance.distribution;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The built distribution as a process of its own. What it prints is echoed, so that a failed test shows it. Closing it
 * ends the process and everything that the process started.
 */
final class RunningGateway implements AutoCloseable {
    private static final Duration START_LIMIT = Duration.ofSeconds(60);
    private static final String END_OF_OUTPUT = "(end of output)";

    private final Process process;
    private final BlockingQueue<String> output = new LinkedBlockingQueue<>();

    private RunningGateway(Process process) {
        this.process = process;
        Thread reader = new Thread(this::readOutput, "gateway-output");
        reader.setDaemon(true);
        reader.start();
    }

    static RunningGateway start(Path directory, String... arguments) throws IOException {
        return new RunningGateway(launch(directory, arguments));
    }

    /** Runs a command of the distribution; standard error goes with standard output. */
    static Process launch(Path directory, String... arguments) throws IOException {
        Path launcher = Path.of(System.getProperty("quittance.home"), "bin", "quittance");
        List<String> command = Stream.concat(Stream.of(launcher.toString()), Stream.of(arguments))
                .toList();
        return new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .start();
    }

    /** Waits for a line with that text and gives what follows the text in it. */
    String await(String text) throws InterruptedException {
        long deadline = System.nanoTime() + START_LIMIT.toNanos();
        while (true) {
            String line = output.poll(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
            if (line == null || line.equals(END_OF_OUTPUT)) {
                throw new AssertionError("The gateway never printed '" + text + "'");
            }
            int found = line.indexOf(text);
            if (found >= 0) {
                return line.substring(found + text.length());
            }
        }
    }

    URI awaitAddress(String server) throws InterruptedException {
        return URI.create(await(server + " listening on ").strip());
    }

    /** Sends SIGTERM and gives the exit code, or null if the process is still there when the time is over. */
    @Nullable
    Integer terminate(Duration limit) throws InterruptedException {
        process.destroy();
        return process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS) ? process.exitValue() : null;
    }

    List<ProcessHandle> children() {
        return process.descendants().toList();
    }

    @Override
    public void close() {
        List<ProcessHandle> children = children();
        process.destroyForcibly();
        children.forEach(ProcessHandle::destroyForcibly);
    }

    private void readOutput() {
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            String line;
            while ((line = lines.readLine()) != null) {
                System.out.println("  gateway | " + line);
                output.add(line);
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } finally {
            output.add(END_OF_OUTPUT);
        }
    }
}
