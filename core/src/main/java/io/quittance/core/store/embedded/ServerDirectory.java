package io.quittance.core.store.embedded;

import io.quittance.core.store.OwnerOnly;
import io.quittance.core.store.StoreException;
import io.quittance.spi.Secret;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.List;
import java.util.OptionalInt;

/** The files of an embedded server: what is where, and who may read it. */
record ServerDirectory(Path root) {

    private static final int PASSWORD_BYTES = 24;

    static ServerDirectory prepared(Path root) throws IOException {
        Path absolute = root.toAbsolutePath().normalize();
        try {
            OwnerOnly.createDirectories(absolute);
        } catch (AccessDeniedException e) {
            throw new StoreException(
                    "The directory of the embedded Postgres, %s, cannot be created or written by this user"
                            .formatted(absolute),
                    e);
        }
        return new ServerDirectory(absolute);
    }

    Path data() {
        return root.resolve("data");
    }

    Path unfinishedData() {
        return root.resolve("data.unfinished");
    }

    Path serverLog() {
        return root.resolve("server.log");
    }

    Path previousServerLog() {
        return root.resolve("server.log.1");
    }

    Path lock() {
        return root.resolve("gateway.lock");
    }

    boolean isInitialized() {
        return Files.exists(data().resolve("PG_VERSION"));
    }

    String majorVersion() throws IOException {
        return Files.readString(data().resolve("PG_VERSION")).strip();
    }

    OptionalInt port() throws IOException {
        Path file = root.resolve("port");
        return Files.exists(file)
                ? OptionalInt.of(Integer.parseInt(Files.readString(file).strip()))
                : OptionalInt.empty();
    }

    void rememberPort(int port) throws IOException {
        OwnerOnly.write(root.resolve("port"), Integer.toString(port));
    }

    Path superuserPasswordFile() {
        return root.resolve("superuser-password");
    }

    Path passwordFile() {
        return root.resolve("password");
    }

    Secret superuserPassword() throws IOException {
        return password(superuserPasswordFile());
    }

    Secret password() throws IOException {
        return password(passwordFile());
    }

    /** A password is made once; a server that is initialized has one already. */
    void createPasswords() throws IOException {
        for (Path file : List.of(superuserPasswordFile(), passwordFile())) {
            if (!Files.exists(file)) {
                OwnerOnly.write(file, randomPassword());
            }
        }
    }

    private static Secret password(Path file) throws IOException {
        if (!Files.exists(file)) {
            throw new StoreException("The password of the embedded Postgres, " + file + ", is missing; put it back");
        }
        return new Secret(List.of(Files.readString(file)));
    }

    private static String randomPassword() {
        byte[] random = new byte[PASSWORD_BYTES];
        new SecureRandom().nextBytes(random);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(random);
    }
}
