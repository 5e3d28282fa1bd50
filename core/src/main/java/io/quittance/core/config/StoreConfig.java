package io.quittance.core.config;

import io.quittance.spi.Secret;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Which Postgres keeps everything. */
public sealed interface StoreConfig {

    /**
     * One of our own, started and stopped with the gateway.
     *
     * @param directory where its data lives
     */
    record Embedded(Path directory) implements StoreConfig {}

    /**
     * A server that someone else runs.
     *
     * @param uri {@code postgresql://user@host:port/database}, with {@code sslmode} and the like as parameters, never with a
     *     password
     * @param poolSize how many connections one gateway process uses at most
     */
    record Server(String uri, @Nullable Secret password, int poolSize) implements StoreConfig {}
}
