package io.quittance.core.store.staging;

import io.quittance.core.store.OwnerOnly;
import io.quittance.core.store.staging.Journal.Staged;
import io.quittance.core.store.staging.Journal.State;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/** The file of a journal: a table of SQLite, of which each commit is on the disk when it returns. Confined to one thread at a time. */
final class JournalTable implements AutoCloseable {

    private static final Logger LOGGER = LoggerFactory.getLogger(JournalTable.class);

    private static final int PAGE_BYTES = 4096;
    private static final long MOST_READ_BYTES = 4 * 1024 * 1024;
    private static final String WRITE_AHEAD = "-wal";
    private static final String INDEX = "-shm";
    private static final String COLUMNS = "select sequence, id, staged_at, content, key, digest from staged ";
    private static final String INSERT =
            "insert into staged (id, staged_at, content, key, digest) values (?, ?, ?, ?, ?)";
    private static final String CREATE = """
            create table if not exists staged (
                sequence  integer primary key,
                id        text    not null,
                staged_at integer not null, -- milliseconds since 1970
                content   blob    not null,
                key       text,
                digest    blob    not null
            ) strict""";

    private final Connection connection;
    private long entries;
    private long bytes;

    private JournalTable(Connection connection) {
        this.connection = connection;
    }

    static JournalTable open(Path file, long maxBytes) throws IOException, SQLException {
        // The files beside it get the rights of this one.
        OwnerOnly.createFile(file);
        JournalTable table = new JournalTable(new SQLiteConfig().createConnection("jdbc:sqlite:" + file));
        try {
            table.set("auto_vacuum = full", "page_size = " + PAGE_BYTES, "synchronous = full");
            table.set("journal_mode = wal", "journal_size_limit = 0", "max_page_count = " + maxBytes / PAGE_BYTES);
            table.set("trusted_schema = off", "cell_size_check = on");
            table.execute(CREATE);
            table.count();
        } catch (SQLException failure) {
            if (!isDamage(failure)) {
                table.abandon();
                throw failure;
            }
        }
        return table;
    }

    /** Whether a failure says that the file is not what was written. */
    static boolean isDamage(SQLException failure) {
        return failure instanceof SQLiteException told
                && switch (told.getResultCode()) {
                    case SQLITE_CORRUPT, SQLITE_CORRUPT_INDEX, SQLITE_CORRUPT_SEQUENCE, SQLITE_CORRUPT_VTAB -> true;
                    case SQLITE_NOTADB, SQLITE_FORMAT -> true;
                    default -> false;
                };
    }

    /** Moves a file that is closed, with what belongs to it. */
    static void move(Path file, Path target) throws IOException {
        Files.deleteIfExists(Path.of(file + INDEX));
        if (Files.exists(Path.of(file + WRITE_AHEAD))) {
            Files.move(Path.of(file + WRITE_AHEAD), Path.of(target + WRITE_AHEAD));
        }
        Files.move(file, target);
    }

    /** Deletes a file that is closed, if it is there, with what belongs to it. */
    static void delete(Path file) throws IOException {
        for (String part : List.of(INDEX, WRITE_AHEAD, "")) {
            Files.deleteIfExists(Path.of(file + part));
        }
    }

    /** Whether everything can be read. */
    boolean isSound() {
        try (Statement statement = connection.createStatement();
                ResultSet found = statement.executeQuery("pragma quick_check(1)")) {
            return found.next() && "ok".equals(found.getString(1));
        } catch (SQLException failure) {
            LOGGER.atDebug().setCause(failure).log("The journal cannot be checked");
            return false;
        }
    }

    /** Fails with a {@link JournalFullException} if there is no room. */
    void append(List<Entry> appended) throws SQLException {
        atOnce(INSERT, insert -> {
            for (Entry entry : appended) {
                insert(insert, entry);
            }
        });
        count(appended, 1);
    }

    private static void insert(PreparedStatement insert, Entry entry) throws SQLException {
        insert.setString(1, entry.id().toString());
        insert.setLong(2, entry.stagedAt().toEpochMilli());
        insert.setBytes(3, entry.content());
        insert.setString(4, entry.key());
        insert.setBytes(5, entry.digest());
        insert.executeUpdate();
    }

    List<Staged> first(int most) throws SQLException {
        List<Staged> read = new ArrayList<>();
        try (PreparedStatement select = connection.prepareStatement(COLUMNS + "order by sequence limit ?")) {
            select.setInt(1, most);
            try (ResultSet rows = select.executeQuery()) {
                for (long room = MOST_READ_BYTES; room > 0 && rows.next(); ) {
                    Entry entry = entry(rows);
                    room -= entry.content().length;
                    read.add(new Staged(rows.getLong(1), entry));
                }
            }
        }
        return read;
    }

    void remove(List<Staged> removed) throws SQLException {
        atOnce("delete from staged where sequence = ?", delete -> {
            for (Staged staged : removed) {
                delete.setLong(1, staged.sequence());
                delete.executeUpdate();
            }
        });
        count(removed.stream().map(Staged::entry).toList(), -1);
    }

    State state() throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("select staged_at from staged order by sequence limit 1")) {
            return new State(entries, bytes, row.next() ? Instant.ofEpochMilli(row.getLong(1)) : null);
        }
    }

    /**
     * Copies what can be read of a damaged file: what is before the damage, and what is behind it.
     *
     * @return how many entries
     */
    long rescueInto(JournalTable other) throws SQLException {
        other.atOnce(INSERT, insert -> {
            long reached = rescue("order by sequence", 0, insert);
            rescue("where sequence > " + reached + " order by sequence desc", reached, insert);
        });
        other.count();
        return other.entries;
    }

    /** Gives the sequence of the last one that could be read. */
    private long rescue(String from, long reached, PreparedStatement insert) {
        long last = reached;
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(COLUMNS + from)) {
            while (rows.next()) {
                keep(entry(rows), insert);
                last = rows.getLong(1);
            }
        } catch (SQLException damage) {
            LOGGER.atDebug().setCause(damage).log("The rest of the journal cannot be read from this end");
        }
        return last;
    }

    private static void keep(Entry rescued, PreparedStatement insert) {
        try {
            insert(insert, rescued);
        } catch (SQLException failure) {
            throw isFull(failure)
                    ? new JournalFullException(failure)
                    : new JournalException("What can be read of a damaged journal cannot be kept", failure);
        }
    }

    /** Lets go of a file that is of no more use. */
    void abandon() {
        try {
            connection.close();
        } catch (SQLException failure) {
            LOGGER.atDebug().setCause(failure).log("The journal cannot be closed");
        }
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }

    private void count() throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row =
                        statement.executeQuery("select count(*), coalesce(sum(length(content)), 0) from staged")) {
            row.next();
            entries = row.getLong(1);
            bytes = row.getLong(2);
        }
    }

    private void count(List<Entry> changed, int sign) {
        entries += sign * (long) changed.size();
        changed.forEach(entry -> bytes += sign * (long) entry.content().length);
    }

    private interface Work {
        void run(PreparedStatement statement) throws SQLException;
    }

    /** In one transaction, which the driver's own would end a second time where SQLite has ended it. */
    private void atOnce(String sql, Work work) throws SQLException {
        execute("begin immediate");
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            work.run(statement);
            execute("commit");
        } catch (SQLException failure) {
            rollBack();
            if (isFull(failure)) {
                throw new JournalFullException(failure);
            }
            throw failure;
        }
    }

    private void rollBack() {
        try {
            execute("rollback");
        } catch (SQLException over) {
            LOGGER.atDebug().setCause(over).log("The transaction is over already");
        }
    }

    private static boolean isFull(SQLException failure) {
        return failure instanceof SQLiteException told && told.getResultCode() == SQLiteErrorCode.SQLITE_FULL;
    }

    private static Entry entry(ResultSet row) throws SQLException {
        return new Entry(
                id(row), Instant.ofEpochMilli(row.getLong(3)), row.getBytes(4), row.getString(5), row.getBytes(6));
    }

    /** One that was changed on the disk may be none; its entry is not intact then either. */
    private static UUID id(ResultSet row) throws SQLException {
        try {
            return UUID.fromString(row.getString(2));
        } catch (IllegalArgumentException changed) {
            return new UUID(0, row.getLong(1));
        }
    }

    private void set(String... pragmas) throws SQLException {
        for (String pragma : pragmas) {
            execute("pragma " + pragma);
        }
    }

    private void execute(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
