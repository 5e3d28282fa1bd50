package io.quittance.core.testing;

import static java.util.Objects.requireNonNull;

import io.quittance.core.config.StoreRoles;
import io.quittance.core.store.Database;
import io.quittance.core.store.StoreAddress;
import io.vertx.core.Vertx;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A database of a test's own, migrated and empty; gone after the test. The code under test uses it in the role that may only do
 * what gateways do, so that whatever a statement lacks shows in its test.
 */
public final class TestDatabase implements AutoCloseable {

    private static final int POOL_SIZE = 6;

    private final StoreAddress address;
    private final Function<String, StoreAddress> addressOf;
    private final Runnable drop;
    private final Jdbc jdbc;

    TestDatabase(StoreAddress address, Function<String, StoreAddress> addressOf, Runnable drop) {
        this.address = address;
        this.addressOf = addressOf;
        this.drop = drop;
        this.jdbc = new Jdbc(address);
    }

    /** One of a server that somebody else runs. */
    public static TestDatabase at(StoreAddress address) {
        return new TestDatabase(address, role -> address, () -> {});
    }

    /** Where it is, for the role that owns it. */
    public StoreAddress address() {
        return address;
    }

    /** Where it is, for the role that runs gateways; the owner's, if there is no such role. */
    public StoreAddress runner() {
        return addressOf.apply(requireNonNull(TestServer.ROLES.run()));
    }

    /** Where it is, for the role that only reads; the owner's, if there is no such role. */
    public StoreAddress reader() {
        return addressOf.apply(requireNonNull(TestServer.ROLES.read()));
    }

    /** The roles beside the owner. */
    public StoreRoles roles() {
        return TestServer.ROLES;
    }

    /** The same database, reached in another way. */
    public TestDatabase through(StoreAddress other) {
        return new TestDatabase(other, role -> other, () -> {});
    }

    /** Pools to it, in the role that runs gateways; they close with the given Vert.x. */
    public Database database(Vertx vertx) {
        return Database.open(vertx, runner(), POOL_SIZE);
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
