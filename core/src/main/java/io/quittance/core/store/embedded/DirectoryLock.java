package io.quittance.core.store.embedded;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.quittance.core.store.StoreException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/** At most one gateway runs the server of a directory. The lock ends with its process, so none is ever left behind. */
final class DirectoryLock implements AutoCloseable {

    private final FileChannel channel;

    private DirectoryLock(FileChannel channel) {
        this.channel = channel;
    }

    static DirectoryLock take(ServerDirectory directory) throws IOException {
        FileChannel channel = open(directory.lock());
        if (tryLock(channel) == null) {
            channel.close();
            throw new StoreException(
                    "The embedded Postgres in %s is in use by another gateway, process %s; stop it, or give this one a directory or a store.uri of its own"
                            .formatted(
                                    directory.root(),
                                    Files.readString(directory.lock()).strip()));
        }
        channel.truncate(0);
        channel.write(
                ByteBuffer.wrap(Long.toString(ProcessHandle.current().pid()).getBytes(UTF_8)));
        return new DirectoryLock(channel);
    }

    /** Whether somebody has it now. */
    static boolean isHeld(ServerDirectory directory) throws IOException {
        try (FileChannel channel = open(directory.lock())) {
            return tryLock(channel) == null;
        }
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }

    private static FileChannel open(Path file) throws IOException {
        try {
            return FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        } catch (AccessDeniedException e) {
            throw new StoreException(
                    "The directory of the embedded Postgres, %s, cannot be written by this user"
                            .formatted(file.getParent()),
                    e);
        }
    }

    private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException e) {
            return null;
        }
    }
}
