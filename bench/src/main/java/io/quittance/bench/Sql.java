package io.quittance.bench;

import io.quittance.core.store.StoreAddress;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Objects;
import org.postgresql.ds.PGSimpleDataSource;

/** A connection of the bench's own to one database. Not for threads to share. */
final class Sql implements AutoCloseable {

    private final Connection connection;

    private Sql(Connection connection) {
        this.connection = connection;
    }

    static Sql connect(StoreAddress address) {
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setServerNames(new String[] {address.host()});
        source.setPortNumbers(new int[] {address.port()});
        source.setDatabaseName(address.database());
        source.setUser(address.user());
        source.setPassword(Objects.requireNonNull(address.password()).newest());
        try {
            return new Sql(source.getConnection());
        } catch (SQLException e) {
            throw failed(e);
        }
    }

    /** Runs a statement and tells how many rows it changed. */
    int run(String sql, Object... parameters) {
        try (PreparedStatement statement = prepared(sql, parameters)) {
            return statement.execute() ? 0 : statement.getUpdateCount();
        } catch (SQLException e) {
            throw failed(e);
        }
    }

    /** The number that a query results in. */
    long number(String sql, Object... parameters) {
        return Long.parseLong(text(sql, parameters));
    }

    /** The text that a query results in. */
    String text(String sql, Object... parameters) {
        try (PreparedStatement statement = prepared(sql, parameters);
                ResultSet result = statement.executeQuery()) {
            if (!result.next()) {
                throw new BenchException("A query of the bench has no result: " + sql);
            }
            return result.getString(1);
        } catch (SQLException e) {
            throw failed(e);
        }
    }

    private PreparedStatement prepared(String sql, Object... parameters) throws SQLException {
        PreparedStatement statement = connection.prepareStatement(sql);
        for (int i = 0; i < parameters.length; i++) {
            statement.setObject(i + 1, parameters[i]);
        }
        return statement;
    }

    private static BenchException failed(SQLException failure) {
        return new BenchException("The bench's Postgres refuses: " + failure.getMessage(), failure);
    }

    @Override
    public void close() {
        try {
            connection.close();
        } catch (SQLException e) {
            throw failed(e);
        }
    }
}
