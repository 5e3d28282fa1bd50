package io.quittance.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** A server that is measured: a process that tells on its standard output where it listens and when it is ready. */
final class ServerProcess implements AutoCloseable {

    private static final Duration START_LIMIT = Duration.ofSeconds(60);
    private static final long END_SECONDS = 15;
    private static final int LINES_OF_LOG = 10;

    private final Process process;
    private final Path log;
    private final long begun;
    private final List<String> lines = new ArrayList<>();
    private Duration startedIn = Duration.ZERO;
    private boolean silent;

    private ServerProcess(Process process, Path log, long begun) {
        this.process = process;
        this.log = log;
        this.begun = begun;
    }

    /**
     * Starts one, which is not ready then.
     *
     * @param log takes its standard error
     */
    static ServerProcess launch(List<String> command, Path log) {
        long begun = System.nanoTime();
        ServerProcess server = new ServerProcess(process(command, log), log, begun);
        Thread reader = new Thread(server::read, "output-" + server.process.pid());
        reader.setDaemon(true);
        reader.start();
        return server;
    }

    /** Waits until it is ready. */
    ServerProcess awaitReady() {
        await("ready in ");
        return this;
    }

    private static Process process(List<String> command, Path log) {
        ProcessBuilder builder = new ProcessBuilder(command).redirectError(log.toFile());
        builder.environment()
                .putAll(Map.of("JAVA_HOME", System.getProperty("java.home"), "QUITTANCE_LOG_LEVEL", "WARN"));
        try {
            return builder.start();
        } catch (IOException e) {
            throw new BenchException(command.get(0) + " cannot be started: " + e.getMessage(), e);
        }
    }

    /** Where notifications go. */
    URI intake() {
        return URI.create(await("intake listening on "));
    }

    /** From the start of the process until it said that it is ready. */
    Duration startedIn() {
        return startedIn;
    }

    ProcessHandle handle() {
        return process.toHandle();
    }

    /** The virtual machine with all its options, and with more at the end of its class path. */
    List<String> virtualMachine(Path more) {
        // The process's own method tells no more than a page of it.
        List<String> command = ProcessUse.commandLine(handle());
        int classPath = command.indexOf("-cp") + 1;
        List<String> virtualMachine = new ArrayList<>(command.subList(0, classPath));
        virtualMachine.add(command.get(classPath) + ":" + more + "/*");
        return virtualMachine;
    }

    private void read() {
        try (BufferedReader output =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            for (String line = output.readLine(); line != null; line = output.readLine()) {
                said(line);
            }
        } catch (IOException ended) {
            // The same as the end of its output.
        }
        end();
    }

    private synchronized void said(String line) {
        if (line.startsWith("ready in ")) {
            startedIn = Duration.ofNanos(System.nanoTime() - begun);
        }
        lines.add(line);
        notifyAll();
    }

    private synchronized void end() {
        silent = true;
        notifyAll();
    }

    private synchronized String await(String beginning) {
        long limit = System.nanoTime() + START_LIMIT.toNanos();
        try {
            while (rest(beginning).isEmpty()) {
                long left = TimeUnit.NANOSECONDS.toMillis(limit - System.nanoTime());
                if (silent || left <= 0) {
                    throw new BenchException("A server did not say \"" + beginning + "\": " + lastWords());
                }
                wait(left);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BenchException("Interrupted", e);
        }
        return rest(beginning).orElseThrow();
    }

    private Optional<String> rest(String beginning) {
        return lines.stream()
                .filter(line -> line.startsWith(beginning))
                .map(line -> line.substring(beginning.length()))
                .findFirst();
    }

    private String lastWords() {
        try {
            List<String> all = Files.readAllLines(log);
            return String.join("\n", all.subList(Math.max(0, all.size() - LINES_OF_LOG), all.size()));
        } catch (IOException e) {
            return "and there is no log of it";
        }
    }

    /** Ends it as an operator would, and by force if that does not help. */
    @Override
    public void close() {
        process.toHandle().destroy();
        try {
            if (!process.waitFor(END_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
