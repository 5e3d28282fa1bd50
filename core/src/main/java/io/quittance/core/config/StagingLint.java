package io.quittance.core.config;

import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Disks that do not keep what is staged on them as long as an acknowledgement promises. They are allowed: who tries it out has no other,
 * and no file system tells surely whether it lasts.
 */
public final class StagingLint {

    private static final String POINTER = "/intake/staging/directory";
    private static final Set<String> MEMORY = Set.of("tmpfs", "ramfs");
    private static final Set<String> CONTAINER = Set.of("overlay", "aufs");
    private static final Set<String> NETWORK = Set.of("nfs", "nfs4", "cifs", "smb3", "9p", "fuse.sshfs");

    private StagingLint() {}

    /**
     * What a directory is on, or will be on when it is made.
     *
     * @param type the file system's, as Linux calls it
     * @param freeBytes what the gateway's user may still take
     * @param writable whether this user may write there
     */
    record Disk(String type, long freeBytes, boolean writable) {}

    /** What there is to say of the staging directory, if there is one; nothing if all is well, or cannot be told. Blocks. */
    public static List<Warning> of(GatewayConfig config) {
        StagingConfig staging = config.intake().staging();
        if (staging == null) {
            return List.of();
        }
        try {
            return warnings(staging, disk(staging.directory()));
        } catch (IOException unknown) {
            // As where /proc is hidden: what is only advice keeps nobody from starting.
            return List.of();
        }
    }

    static List<Warning> warnings(StagingConfig staging, Disk disk) {
        List<String> found = new ArrayList<>();
        if (!disk.writable()) {
            found.add("cannot be written by this user; if it is the gateway's, it will not start");
        }
        if (MEMORY.contains(disk.type())) {
            found.add(
                    "is in memory (" + disk.type() + "): what was acknowledged is gone with the machine; name a disk");
        }
        if (CONTAINER.contains(disk.type())) {
            found.add("is the container's own (" + disk.type()
                    + "): what was acknowledged is gone with the container; mount a persistent volume there");
        }
        if (NETWORK.contains(disk.type())) {
            found.add(
                    "is on a network file system (" + disk.type()
                            + "), whose locks and syncs the journal cannot rely on; name a disk of the node, or network block storage");
        }
        if (disk.freeBytes() < staging.maxBytes()) {
            found.add("has room for " + disk.freeBytes() + " bytes and maxBytes is " + staging.maxBytes()
                    + "; a full disk refuses earlier than maxBytes says");
        }
        return found.stream().map(message -> new Warning(POINTER, message)).toList();
    }

    static Disk disk(Path directory) throws IOException {
        Path existing = Stream.iterate(directory.toAbsolutePath(), Objects::nonNull, Path::getParent)
                .filter(Files::exists)
                .findFirst()
                .orElseThrow();
        FileStore store = Files.getFileStore(existing);
        return new Disk(store.type(), store.getUsableSpace() + used(directory), Files.isWritable(existing));
    }

    /** What the journal takes already is not missing from its room. */
    private static long used(Path directory) throws IOException {
        Path journal = directory.resolve(StagingConfig.JOURNAL);
        return Files.isReadable(journal) ? Files.size(journal) : 0;
    }
}
