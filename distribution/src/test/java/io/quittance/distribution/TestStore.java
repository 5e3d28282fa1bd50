package io.quittance.distribution;

import io.quittance.core.store.StoreAddress;
import io.quittance.core.store.StoreHost;
import io.quittance.core.testing.TestDatabase;
import io.quittance.core.testing.TestDatabases;
import io.vertx.core.json.JsonObject;
import java.util.Objects;
import java.util.stream.Collectors;

/**
 * Where a gateway under test keeps what it is told.
 *
 * <p>The system property {@code quittance.test.postgres} chooses: {@code embedded} (default) is the product's own embedded
 * Postgres under the working directory; everything else is a database of a server, as the tests of the store know them.
 *
 * @param configuration the value of the key {@code store}
 */
record TestStore(JsonObject configuration, AutoCloseable database) implements AutoCloseable {
    private static final String CHOICE = System.getProperty("quittance.test.postgres", "embedded");

    static TestStore chosen() {
        return isEmbedded() ? embedded() : of(Shared.DATABASES.create());
    }

    /** A database of a server that outlives the gateway, whatever is chosen. */
    static TestStore server() {
        return of(Shared.DATABASES.create());
    }

    static boolean isEmbedded() {
        return CHOICE.equals("embedded");
    }

    static TestStore embedded() {
        JsonObject directory = new JsonObject().put("directory", "data/postgres");
        return new TestStore(new JsonObject().put("embedded", directory), () -> {});
    }

    static TestStore at(StoreAddress address) {
        return new TestStore(configuration(address), TestDatabase.at(address));
    }

    /** The database of a {@link #server}. */
    TestDatabase sql() {
        return (TestDatabase) database;
    }

    @Override
    public void close() throws Exception {
        database.close();
    }

    private static TestStore of(TestDatabase database) {
        return new TestStore(configuration(database.address()), database);
    }

    private static JsonObject configuration(StoreAddress address) {
        JsonObject configuration = new JsonObject()
                .put(
                        "uri",
                        "postgresql://%s@%s/%s?sslmode=disable"
                                .formatted(address.user(), hosts(address), address.database()));
        if (address.password() != null) {
            configuration.put(
                    "password", Objects.requireNonNull(address.password()).newest());
        }
        return configuration;
    }

    private static String hosts(StoreAddress address) {
        return address.hosts().stream().map(StoreHost::toString).collect(Collectors.joining(","));
    }

    /** One server for all tests of this JVM, started by the first test that needs it. */
    private static final class Shared {
        private static final TestDatabases DATABASES = TestDatabases.start();

        static {
            Runtime.getRuntime().addShutdownHook(new Thread(DATABASES::close, "test-databases"));
        }
    }
}
