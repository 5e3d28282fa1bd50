package io.quittance.core.store.staging;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Entries on the local disk, in the order in which they were staged, in a directory that one process has for itself. What is
 * appended survives the end of the process and of the machine. Blocks; may be used by several threads.
 */
final class Journal implements AutoCloseable {

    private static final Logger LOGGER = LoggerFactory.getLogger(Journal.class);

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
     * @param setAside entries, and journals, that a person has to look at
     */
    record State(long entries, long bytes, @Nullable Instant oldest, int setAside) {}

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
            OwnFiles.createDirectory(directory);
            FileChannel lock = lock(directory);
            try {
                Journal journal =
                        new Journal(directory, maxBytes, clock, lock, JournalTable.open(file(directory), maxBytes));
                journal.prepare();
                return journal;
            } catch (IOException | SQLException | RuntimeException failure) {
                lock.close();
                throw failure;
            }
        } catch (IOException | SQLException failure) {
            throw new JournalException(
                    "The directory of intake.staging, " + directory + ", cannot be used: " + reason(failure), failure);
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
        JournalTable.Extent extent = unlessDamaged(table::extent);
        return new State(extent.entries(), extent.bytes(), extent.oldest(), aside.count() + damaged());
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
        OwnFiles.force(directory);
        aside.takeBack(entry -> {
            try {
                append(List.of(entry));
            } catch (IOException | SQLException failure) {
                throw new JournalException("What was set aside cannot be tried again", failure);
            }
        });
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
        List<Entry> rescued = table.rescue();
        table.abandon();
        Path damaged = directory.resolve("damaged-" + clock.millis() + ".db");
        JournalTable.move(file(directory), damaged);
        LOGGER.atError()
                .addKeyValue("file", damaged)
                .addKeyValue("rescued", rescued.size())
                .log("The journal of what waits for the store is damaged; what can be read of it is kept");
        table = JournalTable.open(file(directory), maxBytes);
        table.append(rescued);
        OwnFiles.force(directory);
    }

    private int damaged() throws IOException {
        try (var files = Files.newDirectoryStream(directory, "damaged-*.db")) {
            int count = 0;
            for (Path file : files) {
                count += Files.exists(file) ? 1 : 0;
            }
            return count;
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
        return directory.resolve("journal.db");
    }

    private static FileChannel lock(Path directory) throws IOException {
        FileChannel channel = OwnFiles.open(directory.resolve("lock"));
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
