package io.quittance.core.retention;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.quittance.core.store.ArchivedNotification;
import io.quittance.core.store.OwnerOnly;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Set;
import java.util.zip.GZIPOutputStream;

/**
 * A file of notifications that is being written, readable by its owner only. It has its name once it is complete and on disk;
 * a file of that name from before is replaced. Blocks.
 */
final class ArchiveFile implements AutoCloseable {

    private static final FileAttribute<Set<PosixFilePermission>> OWNER_ONLY =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));

    private final Path file;
    private final Path unfinished;
    private final FileChannel channel;
    private final Writer lines;

    private ArchiveFile(Path file, Path unfinished, FileChannel channel) throws IOException {
        this.file = file;
        this.unfinished = unfinished;
        this.channel = channel;
        this.lines = new BufferedWriter(
                new OutputStreamWriter(new GZIPOutputStream(Channels.newOutputStream(channel)), UTF_8));
    }

    /** Begins it, in a directory that is made if it is not there. */
    static ArchiveFile begin(Path file) throws IOException {
        Files.createDirectories(file.resolveSibling("."));
        Path unfinished = file.resolveSibling(file.getFileName() + ".new");
        Files.deleteIfExists(unfinished);
        return new ArchiveFile(
                file,
                unfinished,
                FileChannel.open(
                        unfinished, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), OWNER_ONLY));
    }

    void add(List<ArchivedNotification> notifications) throws IOException {
        for (ArchivedNotification notification : notifications) {
            lines.write(notification.line());
            lines.write('\n');
        }
    }

    /** After this returned, a crash of the machine cannot take it away. */
    void complete() throws IOException {
        lines.close();
        try (FileChannel written = FileChannel.open(unfinished, StandardOpenOption.WRITE)) {
            written.force(true);
        }
        OwnerOnly.moveDurably(unfinished, file);
    }

    /** Lets go of it, complete or not. */
    @Override
    public void close() throws IOException {
        channel.close();
        Files.deleteIfExists(unfinished);
    }
}
