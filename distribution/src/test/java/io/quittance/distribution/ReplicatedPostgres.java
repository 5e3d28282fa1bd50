package io.quittance.distribution;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.quittance.core.store.StoreAddress;
import io.quittance.core.testing.TestDatabase;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.net.InetAddress;
import java.net.ServerSocket;
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
 * A primary and a standby of the installed Postgres, with synchronous streaming replication: a commit that was confirmed is on the disk
 * of both. Servers run as a user without rights, since Postgres refuses root.
 */
final class ReplicatedPostgres implements AutoCloseable {
    private static final Path INSTALLED = Path.of("/usr/lib/postgresql");
    private static final Path MEMORY = Path.of("/dev/shm");
    private static final String STANDBY = "standby";
    private static final Duration SOON = Duration.ofSeconds(60);

    private final Path binaries;
    private final Path directory;
    private final int primaryPort;
    private final int standbyPort;
    private Process primary;
    private Process standby;

    private ReplicatedPostgres(Path binaries) throws Exception {
        this.binaries = binaries;
        this.directory =
                Files.createTempDirectory(Files.isWritable(MEMORY) ? MEMORY : Path.of("/tmp"), "quittance-pair-");
        if (isRoot()) {
            run("chown", "nobody", directory.toString());
        }
        this.primaryPort = freePort();
        this.standbyPort = freePort();
    }

    /** Where the programs of the newest installed Postgres are. */
    static Optional<Path> installed() {
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

    static ReplicatedPostgres start(Path binaries) throws Exception {
        ReplicatedPostgres pair = new ReplicatedPostgres(binaries);
        try {
            pair.begin();
            return pair;
        } catch (Exception | Error failure) {
            pair.close();
            throw failure;
        }
    }

    private void begin() throws Exception {
        runUnprivileged("initdb", "--auth=trust", "--username=postgres", "--pgdata=" + data("primary"));
        primary = serve("primary", primaryPort);
        TestDatabase administration = administration(primaryPort);
        awaitAnswer(administration);
        administration.execute("create role quittance login");
        administration.execute("create database quittance owner quittance");
        runUnprivileged(
                "pg_basebackup",
                "--host=127.0.0.1",
                "--port=" + primaryPort,
                "--username=postgres",
                "--checkpoint=fast",
                "--write-recovery-conf",
                "--pgdata=" + data(STANDBY));
        standby = serve(STANDBY, standbyPort);
        administration.execute("alter system set synchronous_standby_names = '" + STANDBY + "'");
        administration.execute("select pg_reload_conf()");
        await().atMost(SOON)
                .until(() -> !administration
                        .query("select from pg_stat_replication where sync_state = 'sync'")
                        .isEmpty());
    }

    /** Both servers, in the order of their first roles. */
    StoreAddress address() {
        return StoreAddress.parse(
                "postgresql://quittance@127.0.0.1:%d,127.0.0.1:%d/quittance?sslmode=disable"
                        .formatted(primaryPort, standbyPort),
                null);
    }

    /** Kills the primary with all its sessions. */
    void killPrimary() {
        kill(primary);
    }

    /** Stops the primary from doing anything; its connections stay. */
    void freezePrimary() throws Exception {
        // First the one that makes and buries the others: from then on they stay as they are.
        run("kill", "-STOP", Long.toString(primary.pid()));
        List<String> command = new ArrayList<>(List.of("kill", "-STOP"));
        primary.descendants().map(ProcessHandle::pid).map(String::valueOf).forEach(command::add);
        run(command.toArray(String[]::new));
    }

    /** Makes the standby the primary. */
    void promote() {
        assertThat(administration(standbyPort).query("select pg_promote() as promoted"))
                .singleElement()
                .satisfies(row -> assertThat(row.get("promoted")).isEqualTo(true));
    }

    /** Dumps the primary's database, as the operations guide has it. */
    String dump() throws Exception {
        String file = data("quittance.dump");
        runUnprivileged("pg_dump", "--format=custom", "--file=" + file, primaryUri());
        return file;
    }

    /** Loses the primary's database with all that is in it. */
    void lose() {
        administration(primaryPort).execute("drop database quittance with (force)");
    }

    /** Makes the database anew from a dump, as the operations guide has it. */
    void restore(String file) throws Exception {
        String port = "--port=" + primaryPort;
        runUnprivileged("createdb", "--host=127.0.0.1", port, "--username=postgres", "--owner=quittance", "quittance");
        runUnprivileged(
                "pg_restore",
                "--host=127.0.0.1",
                port,
                "--username=postgres",
                "--dbname=quittance",
                "--role=quittance",
                "--no-owner",
                "--exit-on-error",
                file);
    }

    private String primaryUri() {
        return "postgresql://quittance@127.0.0.1:%d/quittance".formatted(primaryPort);
    }

    /** What is in the database of the one that was promoted. */
    TestDatabase promoted() {
        return TestDatabase.at(address("quittance", standbyPort, "quittance"));
    }

    @Override
    public void close() throws Exception {
        for (Process server :
                Stream.of(primary, standby).filter(started -> started != null).toList()) {
            kill(server);
        }
        run("rm", "-rf", directory.toString());
    }

    private static void kill(Process server) {
        List<ProcessHandle> sessions = server.descendants().toList();
        server.destroyForcibly();
        sessions.forEach(ProcessHandle::destroyForcibly);
        server.onExit().join();
        sessions.forEach(session -> session.onExit().join());
    }

    private Process serve(String role, int port) throws IOException {
        return unprivileged(
                        "postgres",
                        "-D",
                        data(role),
                        "-p",
                        Integer.toString(port),
                        "-c",
                        "listen_addresses=127.0.0.1",
                        "-c",
                        "unix_socket_directories=",
                        "-c",
                        "cluster_name=" + role)
                .redirectErrorStream(true)
                .redirectOutput(Redirect.DISCARD)
                .start();
    }

    private static void awaitAnswer(TestDatabase database) {
        await().atMost(SOON)
                .ignoreExceptions()
                .until(() -> !database.query("select 1").isEmpty());
    }

    private static TestDatabase administration(int port) {
        return TestDatabase.at(address("postgres", port, "postgres"));
    }

    private static StoreAddress address(String user, int port, String database) {
        return StoreAddress.parse(
                "postgresql://%s@127.0.0.1:%d/%s?sslmode=disable".formatted(user, port, database), null);
    }

    private String data(String role) {
        return directory.resolve(role).toString();
    }

    private void runUnprivileged(String program, String... arguments) throws Exception {
        awaitSuccess(unprivileged(program, arguments));
    }

    private ProcessBuilder unprivileged(String program, String... arguments) {
        List<String> command = new ArrayList<>();
        if (isRoot()) {
            command.addAll(List.of("setpriv", "--reuid=nobody", "--regid=nogroup", "--clear-groups"));
        }
        command.add(binaries.resolve(program).toString());
        command.addAll(List.of(arguments));
        return new ProcessBuilder(command).directory(Path.of("/").toFile());
    }

    private static void run(String... command) throws Exception {
        awaitSuccess(new ProcessBuilder(command));
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

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            return socket.getLocalPort();
        }
    }
}
