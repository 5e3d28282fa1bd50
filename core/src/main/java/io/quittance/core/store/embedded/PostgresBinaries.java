package io.quittance.core.store.embedded;

import io.quittance.core.store.OwnerOnly;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.compressors.xz.XZCompressorInputStream;

/** The programs of Postgres, unpacked once for each content of the archive, whoever else unpacks at the same time. */
record PostgresBinaries(Path home) {

    private static final int DIGEST_CHARACTERS = 16;

    static PostgresBinaries unpacked(URL archive, Path directory) throws IOException {
        Path home = directory.resolve("postgres-" + digest(archive));
        if (!Files.isDirectory(home)) {
            OwnerOnly.createDirectories(directory);
            Path unfinished = Files.createTempDirectory(directory, "unpacking-");
            unpack(archive, unfinished);
            publish(unfinished, home);
        }
        return new PostgresBinaries(home);
    }

    String program(String name) {
        return home.resolve("bin").resolve(name).toString();
    }

    private static void unpack(URL archive, Path target) throws IOException {
        try (InputStream stream = new BufferedInputStream(archive.openStream());
                TarArchiveInputStream tar = new TarArchiveInputStream(new XZCompressorInputStream(stream))) {
            for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                unpack(tar, entry, target);
            }
        }
    }

    private static void unpack(TarArchiveInputStream tar, TarArchiveEntry entry, Path target) throws IOException {
        Path path = entry.resolveIn(target);
        if (entry.isDirectory()) {
            Files.createDirectories(path);
            return;
        }
        Files.createDirectories(path.resolveSibling(".").normalize());
        if (entry.isSymbolicLink()) {
            Files.createSymbolicLink(path, Path.of(entry.getLinkName()));
        } else {
            Files.copy(tar, path);
            if (path.startsWith(target.resolve("bin")) && !path.toFile().setExecutable(true, true)) {
                throw new IOException(path + " cannot be made executable");
            }
        }
    }

    private static void publish(Path unfinished, Path home) throws IOException {
        try {
            Files.move(unfinished, home, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            OwnerOnly.deleteTree(unfinished);
            if (!Files.isDirectory(home)) {
                throw e;
            }
        }
    }

    private static String digest(URL archive) throws IOException {
        try (DigestInputStream stream =
                new DigestInputStream(archive.openStream(), MessageDigest.getInstance("SHA-256"))) {
            stream.transferTo(OutputStream.nullOutputStream());
            return HexFormat.of().formatHex(stream.getMessageDigest().digest()).substring(0, DIGEST_CHARACTERS);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
