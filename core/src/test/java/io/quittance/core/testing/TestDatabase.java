package io.quittance.core.testing;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import io.quittance.core.config.StoreRoles;
import io.quittance.core.store.Database;
import io.quittance.core.store.StoreAddress;
import io.vertx.core.Vertx;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
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

    /** How many rows of each table hold a text, as text or as the bytes of it; without the tables in which none does; blocks. */
    public Map<String, Integer> holding(String text) {
        String bytes = HexFormat.of().formatHex(text.getBytes(UTF_8));
        Map<String, Integer> holding = new TreeMap<>();
        for (Map<String, ?> table :
                query("select format('%I', relname) as name from pg_class where relkind in ('r', 'p')"
                        + " and relnamespace = 'public'::regnamespace and not relispartition")) {
            String name = String.valueOf(table.get("name"));
            String sql = "select 1 from " + name + " t where t::text like ? or t::text like ?";
            int rows = query(sql, "%" + text + "%", "%" + bytes + "%").size();
            if (rows > 0) {
                holding.put(name, rows);
            }
        }
        return holding;
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
