package io.quittance.core.config;

import io.quittance.spi.Secret;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Which Postgres keeps everything. */
public sealed interface StoreConfig {

    /** How what senders wrote is sealed in it; null: it is not. */
    @Nullable
    EncryptionConfig encryption();

    /**
     * One of our own, started and stopped with the gateway.
     *
     * @param directory where its data lives
     */
    record Embedded(Path directory, @Nullable EncryptionConfig encryption) implements StoreConfig {

        /** One where nothing is sealed. */
        public Embedded(Path directory) {
            this(directory, null);
        }
    }

    /**
     * A server that someone else runs.
     *
     * @param uri {@code postgresql://user@host:port/database}, with {@code sslmode} and the like as parameters, never with a
     *     password
     * @param poolSize how many connections one gateway process uses at most
     * @param roles who else uses it, if the user owns it
     */
    record Server(
            String uri,
            @Nullable Secret password,
            int poolSize,
            @Nullable EncryptionConfig encryption,
            StoreRoles roles)
            implements StoreConfig {

        /** One where nothing is sealed, and that its owner alone uses. */
        public Server(String uri, @Nullable Secret password, int poolSize) {
            this(uri, password, poolSize, null, StoreRoles.NONE);
        }
    }
}
