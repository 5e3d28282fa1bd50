package io.quittance.distribution;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.quittance.core.testing.TestDatabase;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * The programs of the newest installed Postgres, and a directory for the data of servers. Servers run as a user without rights,
 * since Postgres refuses root.
 *
 * <p>A test that needs them is skipped where none is installed; with the system property {@code quittance.test.failover=required} it
 * fails there.
 */
final class InstalledPostgres implements AutoCloseable {
    private static final Path INSTALLED = Path.of("/usr/lib/postgresql");
    private static final Path MEMORY = Path.of("/dev/shm");
    private static final boolean REQUIRED = "required".equals(System.getProperty("quittance.test.failover"));
    private static final Duration SOON = Duration.ofSeconds(60);

    private final Path programs;
    private final Path directory;
    private final List<Process> servers = new ArrayList<>();
    private final List<SmallDisk> disks = new ArrayList<>();

    private InstalledPostgres(Path programs) throws Exception {
        this.programs = programs;
        this.directory =
                Files.createTempDirectory(Files.isWritable(MEMORY) ? MEMORY : Path.of("/tmp"), "quittance-postgres-");
        if (isRoot()) {
            command("chown", "nobody", directory.toString());
        }
    }

    /** What is made of them, and needs them to be closed if it cannot begin. */
    interface Made<T> {
        T with(InstalledPostgres installed) throws Exception;
    }

    /** Begins something with those of this machine; a test goes on only where there are some. */
    static <T> T begin(Made<T> made) throws Exception {
        InstalledPostgres installed = required();
        try {
            return made.with(installed);
        } catch (Exception | Error failure) {
            installed.close();
            throw failure;
        }
    }

    private static InstalledPostgres required() throws Exception {
        Optional<Path> found = newest();
        assumeTrue(
                found.isPresent() || REQUIRED,
                "no Postgres with pg_basebackup is installed under /usr/lib/postgresql (Debian: postgresql-15)");
        assertThat(found).as("an installed Postgres with pg_basebackup").isPresent();
        return new InstalledPostgres(found.get());
    }

    private static Optional<Path> newest() {
        if (!Files.isDirectory(INSTALLED)) {
            return Optional.empty();
        }
        try (Stream<Path> versions = Files.list(INSTALLED)) {
            return versions.map(version -> version.resolve("bin"))
                    .filter(bin -> Files.isExecutable(bin.resolve("pg_basebackup"))
                            && Files.isExecutable(bin.resolve("initdb")))
                    .max(Comparator.comparing(Path::toString));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** A place within the directory, which a server may write. */
    String at(String name) {
        return directory.resolve(name).toString();
    }

    /** Puts a disk at a place within the directory, for the data of a server. */
    SmallDisk mount(String name) throws Exception {
        SmallDisk disk = SmallDisk.at(Path.of(at(name)));
        disks.add(disk);
        return disk;
    }

    /** Starts a server with further settings; it need not answer yet. */
    Process serve(String data, int port, String... settings) throws IOException {
        List<String> arguments = new ArrayList<>(List.of("-D", at(data), "-p", Integer.toString(port)));
        Stream.concat(Stream.of("listen_addresses=127.0.0.1", "unix_socket_directories="), Stream.of(settings))
                .forEach(setting -> arguments.addAll(List.of("-c", setting)));
        Process server = unprivileged("postgres", arguments)
                .redirectErrorStream(true)
                .redirectOutput(Redirect.DISCARD)
                .start();
        servers.add(server);
        return server;
    }

    /** Kills a server with all its sessions. */
    static void kill(Process server) {
        List<ProcessHandle> sessions = server.descendants().toList();
        server.destroyForcibly();
        sessions.forEach(ProcessHandle::destroyForcibly);
        server.onExit().join();
        sessions.forEach(session -> session.onExit().join());
    }

    /** Runs one of its programs, as the user without rights. */
    void run(String program, String... arguments) throws Exception {
        awaitSuccess(unprivileged(program, List.of(arguments)));
    }

    /** Runs a program of the system, as whoever runs the test. */
    static void command(String... command) throws Exception {
        awaitSuccess(new ProcessBuilder(command));
    }

    /** Whether this machine lets whoever runs the test do so; nothing may be left of it. */
    static boolean canDo(String... command) {
        try {
            Process process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(Redirect.DISCARD)
                    .start();
            return process.waitFor(10, TimeUnit.SECONDS) && process.exitValue() == 0;
        } catch (Exception failure) {
            return false;
        }
    }

    static void awaitAnswer(TestDatabase database) {
        await().atMost(SOON)
                .ignoreExceptions()
                .until(() -> !database.query("select 1").isEmpty());
    }

    /** Kills what still runs, and removes all data and disks. */
    @Override
    public void close() throws Exception {
        servers.stream().filter(Process::isAlive).forEach(InstalledPostgres::kill);
        for (SmallDisk disk : disks) {
            disk.close();
        }
        command("rm", "-rf", directory.toString());
    }

    private ProcessBuilder unprivileged(String program, List<String> arguments) {
        List<String> command = new ArrayList<>();
        if (isRoot()) {
            command.addAll(List.of("setpriv", "--reuid=nobody", "--regid=nogroup", "--clear-groups"));
        }
        Path own = programs.resolve(program);
        command.add(Files.isExecutable(own) ? own.toString() : program);
        command.addAll(arguments);
        return new ProcessBuilder(command).directory(Path.of("/").toFile());
    }

    private static void awaitSuccess(ProcessBuilder command) throws Exception {
        Process process = command.redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), UTF_8);
        assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
        assertThat(process.exitValue()).as(command.command() + "\n" + output).isZero();
    }

    private static boolean isRoot() {
        return System.getProperty("user.name").equals("root");
    }
}
