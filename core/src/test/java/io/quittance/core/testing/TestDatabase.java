package io.quittance.core.testing;

import io.quittance.core.store.Database;
import io.quittance.core.store.StoreAddress;
import io.vertx.core.Vertx;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A database of a test's own, migrated and empty; gone after the test. */
public final class TestDatabase implements AutoCloseable {

    private static final int POOL_SIZE = 6;

    private final StoreAddress address;
    private final Runnable drop;
    private final Jdbc jdbc;

    TestDatabase(StoreAddress address, Runnable drop) {
        this.address = address;
        this.drop = drop;
        this.jdbc = new Jdbc(address);
    }

    /** One of a server that somebody else runs. */
    public static TestDatabase at(StoreAddress address) {
        return new TestDatabase(address, () -> {});
    }

    /** Where it is. */
    public StoreAddress address() {
        return address;
    }

    /** The same database, reached in another way. */
    public TestDatabase through(StoreAddress other) {
        return new TestDatabase(other, () -> {});
    }

    /** Pools to it; they close with the given Vert.x. */
    public Database database(Vertx vertx) {
        return Database.open(vertx, address, POOL_SIZE);
    }

    /** The rows of a query, each as column label to value, as JDBC gives them; blocks. */
    public List<Map<String, @Nullable Object>> query(String sql, Object... parameters) {
        return jdbc.query(sql, parameters);
    }

    /** Runs a statement and tells how many rows it touched; blocks. */
    public int execute(String sql, Object... parameters) {
        return jdbc.execute(sql, parameters);
    }

    @Override
    public void close() {
        drop.run();
    }
}
