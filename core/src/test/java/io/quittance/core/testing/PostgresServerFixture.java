package io.quittance.core.testing;

import io.quittance.core.store.StoreAddress;
import io.quittance.core.store.embedded.EmbeddedOptions;
import io.quittance.core.store.embedded.EmbeddedPostgresServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.MalformedURLException;
import java.net.URI;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** A server of a test's own, to be stopped, killed and restarted; its data is kept until it is closed. */
public final class PostgresServerFixture implements AutoCloseable {

    private static final Path BUILD = Path.of("target").toAbsolutePath();
    private static final Path BINARIES = BUILD.resolve("postgres-binaries");
    private static final Path OLDEST = BUILD.resolve("postgres-oldest/binaries.jar");

    private static final Path MEMORY = Path.of("/dev/shm");
    private static final long ROOM = 4L << 30;

    private final Path directory;
    private final EmbeddedPostgresServer server;
    private StoreAddress address;

    private PostgresServerFixture(URL archive, Map<String, String> settings) {
        this.directory = temporaryDirectory();
        this.server = new EmbeddedPostgresServer(directory, new EmbeddedOptions(archive, BINARIES, settings));
        this.address = server.start();
    }

    /** The newest Postgres that is supported. */
    public static PostgresServerFixture start() {
        return start(Map.of());
    }

    /** The newest Postgres that is supported, with these settings over those of the product. */
    public static PostgresServerFixture start(Map<String, String> settings) {
        return new PostgresServerFixture(EmbeddedOptions.shippedArchive(), settings);
    }

    /** The oldest Postgres that is supported. */
    public static PostgresServerFixture startOldest() {
        return new PostgresServerFixture(oldestArchive(), Map.of());
    }

    /** Its database, of a role that owns it. The same after a restart. */
    public StoreAddress address() {
        return address;
    }

    /** Its superuser. */
    public StoreAddress superuser() {
        return EmbeddedPostgresServer.superuser(directory);
    }

    /** Stops it as an administrator would, ending all sessions. */
    public void stop() {
        server.stop();
    }

    /** Starts it again after {@link #stop} or {@link #kill}. */
    public void restart() {
        server.stop();
        address = server.start();
    }

    /** Kills it as a crash would. */
    public void kill() {
        ProcessHandle postmaster = ProcessHandle.of(postmasterId()).orElseThrow();
        postmaster.destroyForcibly();
        postmaster.onExit().join();
    }

    @Override
    public void close() {
        server.stop();
        delete(directory);
    }

    private long postmasterId() {
        try {
            return Long.parseLong(
                    Files.readAllLines(directory.resolve("data/postmaster.pid")).get(0));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static URL oldestArchive() {
        if (!Files.exists(OLDEST)) {
            throw new IllegalStateException(
                    OLDEST + " is missing; Maven puts it there in the phase process-test-resources");
        }
        try {
            return URI.create("jar:" + OLDEST.toUri() + "!/" + EmbeddedOptions.archiveName())
                    .toURL();
        } catch (MalformedURLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** In memory where there is room: what a test kills is the server, never the machine. */
    private static Path temporaryDirectory() {
        try {
            boolean room =
                    Files.isWritable(MEMORY) && Files.getFileStore(MEMORY).getUsableSpace() > ROOM;
            Path parent = room ? MEMORY : Path.of(System.getProperty("java.io.tmpdir"));
            return Files.createTempDirectory(parent, "quittance-postgres-");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void delete(Path directory) {
        try (Stream<Path> tree = Files.walk(directory)) {
            List<Path> deepestFirst = tree.sorted(Comparator.reverseOrder()).toList();
            for (Path path : deepestFirst) {
                Files.delete(path);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
