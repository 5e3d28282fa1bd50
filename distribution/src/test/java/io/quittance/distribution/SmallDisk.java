package io.quittance.distribution;

import java.nio.file.Files;
import java.nio.file.Path;

/** A disk of its own for the data of a server, in memory: it can be full, and take no writes. Only root may mount one. */
final class SmallDisk implements AutoCloseable {
    private static final long BYTES = 1L << 30;
    // What is mounted there goes with the only process that sees it.
    private static final boolean POSSIBLE =
            InstalledPostgres.canDo("unshare", "--mount", "mount", "-t", "tmpfs", "tmpfs", "/mnt");

    private final Path directory;

    private SmallDisk(Path directory) {
        this.directory = directory;
    }

    static boolean isPossible() {
        return POSSIBLE;
    }

    /** Puts one at this directory, which is made; it belongs to the user that servers run as. */
    static SmallDisk at(Path directory) throws Exception {
        Files.createDirectory(directory);
        InstalledPostgres.command(
                "mount",
                "-t",
                "tmpfs",
                "-o",
                "mode=0700,uid=nobody,gid=nogroup,size=" + BYTES,
                "tmpfs",
                directory.toString());
        return new SmallDisk(directory);
    }

    /** Leaves no room at all. */
    void fill() throws Exception {
        // Whoever else writes meanwhile: it goes on until there is nothing left.
        InstalledPostgres.command("sh", "-c", "cat /dev/zero >'" + ballast() + "' 2>/dev/null || true");
    }

    void makeRoom() throws Exception {
        InstalledPostgres.command("rm", "-f", ballast());
    }

    /** While nobody has a file open to write it. */
    void refuseWrites() throws Exception {
        InstalledPostgres.command("mount", "-o", "remount,ro", directory.toString());
    }

    void takeWrites() throws Exception {
        InstalledPostgres.command("mount", "-o", "remount,rw", directory.toString());
    }

    @Override
    public void close() throws Exception {
        InstalledPostgres.command("umount", "--lazy", directory.toString());
    }

    private String ballast() {
        return directory.resolve("ballast").toString();
    }
}
