package io.quittance.bench;

import io.quittance.bench.PeerServer.Log;
import io.quittance.core.store.StoreAddress;
import io.quittance.core.store.embedded.EmbeddedPostgresServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.stream.Stream;

/**
 * What is measured stands on: a directory that goes with the bench, a Postgres of its own in it, as durable as any, and the
 * servers. Closing it, from any thread, ends all of them and leaves nothing behind.
 */
final class Stage implements AutoCloseable {

    private final Path home;
    private final Path directory;
    private final EmbeddedPostgresServer postgres;
    private final Deque<ServerProcess> servers = new ArrayDeque<>();
    private boolean closed;
    private int files;

    private Stage(Path home, Path directory) {
        this.home = home;
        this.directory = directory;
        this.postgres = new EmbeddedPostgresServer(directory.resolve("postgres"));
    }

    /**
     * A stage without a server yet.
     *
     * @param home where the gateway is installed
     * @param place on whose device everything is written
     */
    static Stage in(Path home, Path place) {
        try {
            return new Stage(home, Files.createTempDirectory(place.toAbsolutePath(), ".quittance-bench-"));
        } catch (IOException e) {
            throw new BenchException("No directory can be made in " + place.toAbsolutePath(), e);
        }
    }

    /** Starts Postgres. */
    synchronized void start() {
        ensureOpen();
        postgres.start();
    }

    /** On which device, and what kind of file system, all is written. */
    String device() {
        try {
            return Files.getFileStore(directory).name() + " ("
                    + Files.getFileStore(directory).type() + ")";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** How many bytes are free there. */
    long room() {
        try {
            return Files.getFileStore(directory).getUsableSpace();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Its directory. */
    Path directory() {
        return directory;
    }

    /** An empty database. */
    StoreAddress createDatabase(String name) {
        StoreAddress owner = EmbeddedPostgresServer.recorded(postgresDirectory());
        try (Sql superuser = Sql.connect(EmbeddedPostgresServer.superuser(postgresDirectory()))) {
            superuser.run("create database " + name + " owner " + owner.user());
        }
        return owner.withDatabase(name);
    }

    /** The gateway as users run it, ready. */
    ServerProcess gateway(StoreAddress database) {
        return start(List.of(home.resolve("bin/quittance").toString(), "serve", "--config", configuration(database)));
    }

    /** A peer in a virtual machine like that of a gateway; ready. */
    ServerProcess peer(ServerProcess gateway, Log log, StoreAddress database) {
        List<String> command = new ArrayList<>(gateway.virtualMachine(home.resolve("bench")));
        command.addAll(List.of(PeerServer.class.getName(), log.name(), configuration(database)));
        return start(command);
    }

    /** Ends a server. */
    void end(ServerProcess server) {
        server.close();
        synchronized (this) {
            servers.remove(server);
        }
    }

    /** The process from which all others of Postgres stem. */
    ProcessHandle postmaster() {
        try {
            Path file = postgresDirectory().resolve("data/postmaster.pid");
            return ProcessHandle.of(
                            Long.parseLong(Files.readAllLines(file).get(0).strip()))
                    .orElseThrow();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Path postgresDirectory() {
        return directory.resolve("postgres");
    }

    private ServerProcess start(List<String> command) {
        ServerProcess server;
        synchronized (this) {
            ensureOpen();
            server = ServerProcess.launch(command, directory.resolve("server-" + files++ + ".log"));
            servers.push(server);
        }
        return server.awaitReady();
    }

    private synchronized String configuration(StoreAddress database) {
        String content =
                GatewayConfiguration.of(database, home.resolve("plugins")).encodePrettily();
        try {
            return Files.writeString(directory.resolve("quittance-" + files++ + ".json"), content)
                    .toString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void ensureOpen() {
        if (closed) {
            throw new BenchException("The bench is told to end");
        }
    }

    @Override
    public synchronized void close() {
        if (closed) {
            return;
        }
        closed = true;
        servers.forEach(ServerProcess::close);
        postgres.stop();
        delete();
    }

    private void delete() {
        try (Stream<Path> tree = Files.walk(directory)) {
            for (Path path : tree.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        } catch (IOException e) {
            throw new BenchException(directory + " cannot be deleted; it is of no use any more", e);
        }
    }
}
