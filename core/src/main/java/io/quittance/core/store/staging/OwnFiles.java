package io.quittance.core.store.staging;

import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.TRUNCATE_EXISTING;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/** Files that nobody but the gateway's own user may read, and that are there after a crash. */
final class OwnFiles {

    private static final FileAttribute<Set<PosixFilePermission>> DIRECTORY =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));
    private static final FileAttribute<Set<PosixFilePermission>> FILE =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));

    private OwnFiles() {}

    /** With those above it; one that is there stays as it is. */
    static void createDirectory(Path directory) throws IOException {
        Files.createDirectories(directory, DIRECTORY);
    }

    /** Opens a file for writing, which is made if it is not there. */
    static FileChannel open(Path file) throws IOException {
        return FileChannel.open(file, Set.of(CREATE, WRITE), FILE);
    }

    /** Writes a file, which may be there already. It is durable once its directory is {@linkplain #force forced}. */
    static void write(Path file, byte[] content) throws IOException {
        try (FileChannel channel = FileChannel.open(file, Set.of(CREATE, WRITE, TRUNCATE_EXISTING), FILE)) {
            ByteBuffer rest = ByteBuffer.wrap(content);
            while (rest.hasRemaining()) {
                channel.write(rest);
            }
            channel.force(true);
        }
    }

    /** Makes the names in a directory durable. */
    static void force(Path directory) throws IOException {
        try (FileChannel channel = FileChannel.open(directory, READ)) {
            channel.force(true);
        }
    }
}
