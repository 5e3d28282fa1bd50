package io.quittance.core.store.embedded;

import io.quittance.core.store.StoreAddress;
import io.quittance.core.store.StoreException;
import io.quittance.spi.Secret;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The Postgres that comes with the gateway, in a directory of its own and kept across restarts. What it acknowledged
 * survives a crash. Should the gateway be killed, its server lives on without it; the next start finds and stops it.
 *
 * <p>We drive the programs of Postgres ourselves: the launchers at hand are made for tests and trust everybody, trade
 * durability for speed, and stop the server from a shutdown hook while the gateway is still answering.
 */
public final class EmbeddedPostgresServer implements AutoCloseable {

    private static final Logger LOGGER = LoggerFactory.getLogger(EmbeddedPostgresServer.class);
    private static final int START_TRIES = 5;

    private final Path root;
    private final EmbeddedOptions options;
    private @Nullable DirectoryLock lock;
    private @Nullable PostgresProcess process;

    /** The server of this directory, which is made if it does not exist. */
    public EmbeddedPostgresServer(Path directory) {
        this(directory, EmbeddedOptions.defaults(directory));
    }

    /** The server of this directory, made of something else than usual. */
    public EmbeddedPostgresServer(Path directory, EmbeddedOptions options) {
        this.root = directory;
        this.options = options;
    }

    /**
     * Starts the server and returns when it serves; a first start makes it before. Blocks.
     *
     * @return its address, for a role that owns its database and is no superuser
     * @throws StoreException if it cannot run, with the reason and what to do
     */
    public synchronized StoreAddress start() {
        return blocking("started", () -> {
            long begin = System.nanoTime();
            ServerDirectory directory = ServerDirectory.prepared(root);
            lock = DirectoryLock.take(directory);
            boolean serving = false;
            try {
                StoreAddress address = startLocked(directory);
                serving = true;
                LOGGER.atInfo()
                        .addKeyValue("directory", directory.root())
                        .addKeyValue("store", address)
                        .addKeyValue(
                                "ms",
                                Duration.ofNanos(System.nanoTime() - begin).toMillis())
                        .log("embedded Postgres started");
                return address;
            } finally {
                if (!serving) {
                    release();
                }
            }
        });
    }

    /** Stops the server within a few seconds. Blocks. Does nothing if it was not started. */
    public synchronized void stop() {
        PostgresProcess running = process;
        if (running != null) {
            process = null;
            blocking("stopped", () -> {
                try {
                    running.stop();
                } finally {
                    release();
                }
                return root;
            });
            LOGGER.atInfo().addKeyValue("directory", root).log("embedded Postgres stopped");
        }
    }

    @Override
    public void close() {
        stop();
    }

    /** Where the server of this directory was last started, for another process than the gateway that runs it. */
    public static StoreAddress recorded(Path directory) {
        return blocking(
                "found",
                () -> recorded(new ServerDirectory(directory.toAbsolutePath().normalize())));
    }

    /**
     * Whether another process runs the server of this directory, or is about to.
     *
     * @throws StoreException if there is no server in it that anybody could run
     */
    public static boolean isServedByAnother(Path directory) {
        return blocking("found", () -> {
            ServerDirectory files =
                    new ServerDirectory(directory.toAbsolutePath().normalize());
            if (!files.isInitialized()) {
                throw new StoreException("There is no embedded Postgres in " + files.root());
            }
            return DirectoryLock.isHeld(files);
        });
    }

    /** The server's superuser, for who wants to dump or inspect it. */
    public static StoreAddress superuser(Path directory) {
        return blocking("found", () -> {
            ServerDirectory files =
                    new ServerDirectory(directory.toAbsolutePath().normalize());
            return address(PostgresProcess.SUPERUSER, files.superuserPassword(), files);
        });
    }

    private StoreAddress startLocked(ServerDirectory directory) throws IOException, InterruptedException {
        PostgresProcess postgres =
                new PostgresProcess(directory, PostgresBinaries.unpacked(options.archive(), options.binaries()));
        if (directory.isInitialized()) {
            checkVersion(directory, postgres);
            stopOrphan(directory, postgres);
        } else {
            directory.createPasswords();
            postgres.initialize();
        }
        startOnFreePort(directory, postgres);
        process = postgres;
        return recorded(directory);
    }

    private static void checkVersion(ServerDirectory directory, PostgresProcess postgres)
            throws IOException, InterruptedException {
        String data = directory.majorVersion();
        String programs = postgres.majorVersion();
        if (!data.equals(programs)) {
            throw new StoreException(
                    ("The embedded Postgres in %s was made by Postgres %s, this build brings %s; start the"
                                    + " gateway it was made with, dump its database, and load that into a new one")
                            .formatted(directory.root(), data, programs));
        }
    }

    private static void stopOrphan(ServerDirectory directory, PostgresProcess postgres)
            throws IOException, InterruptedException {
        if (postgres.isRunning()) {
            LOGGER.atWarn()
                    .addKeyValue("directory", directory.root())
                    .log("stopping a Postgres that outlived its gateway");
            postgres.stop();
        } else {
            Postmaster postmaster = new Postmaster(directory.data());
            postmaster.forgetStranger();
            postmaster.awaitLastProcesses();
        }
    }

    @SuppressWarnings("checkstyle:Sleep") // Starting blocks anyway, and Postgres offers nothing to wait for.
    private void startOnFreePort(ServerDirectory directory, PostgresProcess postgres)
            throws IOException, InterruptedException {
        int port = directory.port().orElse(0);
        for (int i = 0; i < START_TRIES; i++) {
            if (port == 0 || !LocalPort.isFree(port)) {
                port = LocalPort.anyFree();
            }
            directory.rememberPort(port);
            postgres.configure(port, options.settings());
            if (postgres.start()) {
                return;
            }
        }
        throw new StoreException(
                "The embedded Postgres in %s finds no free port on %s".formatted(directory.root(), LocalPort.HOST));
    }

    private static StoreAddress recorded(ServerDirectory directory) throws IOException {
        return address(PostgresProcess.OWNER, directory.password(), directory);
    }

    private static StoreAddress address(String user, Secret password, ServerDirectory directory) throws IOException {
        int port = directory
                .port()
                .orElseThrow(() -> new StoreException("There is no embedded Postgres in " + directory.root()));
        return StoreAddress.parse(
                "postgresql://%s@%s:%d/%s?sslmode=disable".formatted(user, LocalPort.HOST, port, PostgresProcess.OWNER),
                password);
    }

    private void release() throws IOException {
        DirectoryLock held = lock;
        lock = null;
        if (held != null) {
            held.close();
        }
    }

    private interface Action<T> {
        T run() throws IOException, InterruptedException;
    }

    private static <T> T blocking(String what, Action<T> action) {
        try {
            return action.run();
        } catch (IOException e) {
            throw new StoreException("The embedded Postgres cannot be " + what + ": " + e, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StoreException("Interrupted before the embedded Postgres was " + what, e);
        }
    }
}
