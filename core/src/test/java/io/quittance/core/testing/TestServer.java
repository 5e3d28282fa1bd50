package io.quittance.core.testing;

import io.quittance.core.store.StoreAddress;
import io.quittance.spi.Secret;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;

/** The server that the tests of this JVM share. */
interface TestServer extends AutoCloseable {

    /** Its address, with a role that may create databases and is no superuser where we have the choice. */
    StoreAddress address();

    @Override
    void close();

    static TestServer start() {
        try {
            EmbeddedPostgres postgres = EmbeddedPostgres.builder().setLocaleConfig("locale", "C.UTF-8").setServerConfig("fsync", "on").start();
            StoreAddress address = StoreAddress.parse("postgresql://postgres@127.0.0.1:%d/postgres?sslmode=disable".formatted(postgres.getPort()), new Secret(List.of("none")));
            new Jdbc(address).execute("create role quittance login createdb password 'quittance'");
            StoreAddress ours = StoreAddress.parse("postgresql://quittance@127.0.0.1:%d/postgres?sslmode=disable".formatted(postgres.getPort()), new Secret(List.of("quittance")));
            return new TestServer() {
                public StoreAddress address() {
                    return ours;
                }

                public void close() {
                    try {
                        postgres.close();
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                }
            };
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
