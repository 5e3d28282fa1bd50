package io.quittance.core.store.staging;

import io.quittance.core.config.StagingConfig;
import io.quittance.core.store.OwnerOnly;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Entries on the local disk, in the order in which they were staged, in a directory that one process has for itself. What is
 * appended survives the end of the process and of the machine. Blocks; may be used by several threads.
 */
final class Journal implements AutoCloseable {

    private static final Logger LOGGER = LoggerFactory.getLogger(Journal.class);

    private static final String DAMAGED = "damaged-";

    private final Path directory;
    private final long maxBytes;
    private final Clock clock;
    private final FileChannel lock;
    private final SetAside aside;
    private JournalTable table;

    /** What is read: one that is not intact was changed on the disk. */
    record Staged(long sequence, Entry entry) {}

    /**
     * What there is.
     *
     * @param bytes of the entries' contents
     * @param oldest null: there is none
     */
    record State(long entries, long bytes, @Nullable Instant oldest) {}

    private Journal(Path directory, long maxBytes, Clock clock, FileChannel lock, JournalTable table) {
        this.directory = directory;
        this.maxBytes = maxBytes;
        this.clock = clock;
        this.lock = lock;
        this.aside = new SetAside(directory.resolve("aside"));
        this.table = table;
    }

    /**
     * Opens the journal of a directory, which is made if it is not there. What was set aside is tried again.
     *
     * @param maxBytes how large its file may grow
     * @throws JournalException if it is another process's, or cannot be used
     */
    static Journal open(Path directory, long maxBytes, Clock clock) {
        try {
            // One that is there may be a volume of somebody else's.
            if (!Files.exists(directory)) {
                OwnerOnly.createDirectories(directory);
            }
            FileChannel lock = lock(directory);
            try {
                return open(directory, maxBytes, clock, lock);
            } catch (IOException | SQLException | RuntimeException failure) {
                lock.close();
                throw failure;
            }
        } catch (IOException | SQLException | JournalFullException failure) {
            throw new JournalException(
                    "The directory of intake.staging, " + directory + ", cannot be used: " + reason(failure), failure);
        }
    }

    private static Journal open(Path directory, long maxBytes, Clock clock, FileChannel lock)
            throws IOException, SQLException {
        endReplacement(directory);
        JournalTable table = JournalTable.open(file(directory), maxBytes);
        Journal journal = new Journal(directory, maxBytes, clock, lock, table);
        try {
            journal.prepare();
            return journal;
        } catch (IOException | SQLException | RuntimeException failure) {
            journal.table.abandon();
            throw failure;
        }
    }

    /** Keeps entries durably, all or none. Fails with a {@link JournalFullException} if there is no room. */
    synchronized void append(List<Entry> entries) throws IOException, SQLException {
        unlessDamaged(() -> {
            table.append(entries);
            return entries;
        });
    }

    /** The entries that were staged first; fewer if they are large, but one if there is any. */
    synchronized List<Staged> first(int most) throws IOException, SQLException {
        return unlessDamaged(() -> table.first(most));
    }

    /** Forgets entries. */
    synchronized void remove(List<Staged> removed) throws IOException, SQLException {
        unlessDamaged(() -> {
            table.remove(removed);
            return removed;
        });
    }

    /** Forgets an entry after it was put in a file of its own. */
    synchronized void setAside(Staged staged, String reason) throws IOException, SQLException {
        aside.keep(staged.entry, reason);
        remove(List.of(staged));
    }

    /** How much there is. */
    synchronized State state() throws IOException, SQLException {
        return unlessDamaged(() -> table.state());
    }

    /** How many entries, and journals, a person has to look at. */
    int unusable() throws IOException {
        return aside.files().size() + damaged();
    }

    @Override
    public synchronized void close() throws IOException, SQLException {
        try {
            table.close();
        } finally {
            lock.close();
        }
    }

    private void prepare() throws IOException, SQLException {
        if (!table.isSound()) {
            replace();
        }
        OwnerOnly.force(directory);
        try {
            takeBack();
        } catch (JournalFullException full) {
            LOGGER.atDebug().setCause(full).log("What was set aside is tried again at the next start");
        }
    }

    private void takeBack() throws IOException, SQLException {
        for (Path file : aside.files()) {
            Optional<Entry> entry = aside.read(file);
            if (entry.isPresent()) {
                append(List.of(entry.get()));
                Files.delete(file);
            }
        }
    }

    private interface Work<T> {
        T run() throws IOException, SQLException;
    }

    private <T> T unlessDamaged(Work<T> work) throws IOException, SQLException {
        try {
            return work.run();
        } catch (SQLException failure) {
            if (!JournalTable.isDamage(failure)) {
                throw failure;
            }
            replace();
            return work.run();
        }
    }

    /** Goes on with what can still be read, and leaves the damaged file to a person. */
    private void replace() throws IOException, SQLException {
        long rescued;
        JournalTable.delete(next(directory));
        try (JournalTable next = JournalTable.open(next(directory), maxBytes)) {
            rescued = table.rescueInto(next);
        }
        table.abandon();
        Path damaged = directory.resolve(DAMAGED + clock.millis() + ".db");
        JournalTable.move(file(directory), damaged);
        endReplacement(directory);
        LOGGER.atError()
                .addKeyValue("file", damaged)
                .addKeyValue("rescued", rescued)
                .log("The journal of what waits for the store is damaged; what can be read of it is kept");
        table = JournalTable.open(file(directory), maxBytes);
    }

    /** What was rescued takes the place of the damaged file once that is out of the way; before, it may not be whole. */
    private static void endReplacement(Path directory) throws IOException {
        if (Files.exists(next(directory)) && !Files.exists(file(directory))) {
            JournalTable.move(next(directory), file(directory));
            OwnerOnly.force(directory);
        }
    }

    private int damaged() throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return (int) files.map(file -> file.getFileName().toString())
                    .filter(name -> name.startsWith(DAMAGED) && name.endsWith(".db"))
                    .count();
        }
    }

    /** The driver tells by the cause alone that its library cannot be loaded. */
    private static String reason(Exception failure) {
        Throwable cause = failure.getCause();
        return cause == null
                ? String.valueOf(failure.getMessage())
                : failure.getMessage() + " (" + cause.getMessage() + "); the library of SQLite is unpacked to "
                        + System.getProperty("java.io.tmpdir") + ", which must not be mounted noexec";
    }

    private static Path file(Path directory) {
        return directory.resolve(StagingConfig.JOURNAL);
    }

    private static Path next(Path directory) {
        return directory.resolve("next.db");
    }

    private static FileChannel lock(Path directory) throws IOException {
        Path file = directory.resolve("lock");
        OwnerOnly.createFile(file);
        FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE);
        Optional<FileLock> held = Optional.empty();
        try {
            held = Optional.ofNullable(channel.tryLock());
        } catch (OverlappingFileLockException ours) {
            LOGGER.atDebug().log("The journal is open in this process already");
        }
        if (held.isEmpty()) {
            channel.close();
            throw new JournalException(
                    "The directory of intake.staging, " + directory
                            + ", is used by another gateway; each needs one of its own",
                    null);
        }
        return channel;
    }
}
