package io.quittance.core.store;

import io.quittance.spi.Secret;
import io.vertx.pgclient.PgConnectOptions;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * Where the database is and who we are to it; the one source of connections for the reactive client and for JDBC.
 *
 * @param password null if the server asks for none
 */
public record StoreAddress(
        String host,
        int port,
        String database,
        String user,
        @Nullable Secret password,
        StoreTls tls) {

    private static final String APPLICATION = "quittance";
    private static final int CONNECT_SECONDS = 5;

    /**
     * Reads {@code postgresql://user@host:port/database?sslmode=…&sslrootcert=…}.
     *
     * @throws StoreException if it is not such an address, or carries a password
     */
    public static StoreAddress parse(String uri, @Nullable Secret password) {
        return StoreUri.parse(uri, password);
    }

    /** The same server and role, another database. */
    public StoreAddress withDatabase(String other) {
        return new StoreAddress(host, port, other, user, password, tls);
    }

    /** What the reactive client connects with. */
    PgConnectOptions clientOptions() {
        return new PgConnectOptions()
                .setHost(host)
                .setPort(port)
                .setDatabase(database)
                .setUser(user)
                .setPassword(password == null ? "" : password.newest())
                .setSslMode(tls.mode())
                .setSslOptions(tls.clientOptions())
                .addProperty("application_name", APPLICATION)
                .addProperty("TimeZone", "UTC");
    }

    /** What JDBC connects with; for migrations, never on the way of a request. */
    DataSource dataSource() {
        PGSimpleDataSource dataSource = new PGSimpleDataSource();
        dataSource.setServerNames(new String[] {host.contains(":") ? "[" + host + "]" : host});
        dataSource.setPortNumbers(new int[] {port});
        dataSource.setDatabaseName(database);
        dataSource.setUser(user);
        dataSource.setPassword(password == null ? null : password.newest());
        dataSource.setApplicationName(APPLICATION);
        dataSource.setConnectTimeout(CONNECT_SECONDS);
        tls.applyTo(dataSource);
        return dataSource;
    }

    /** Without user and password, as it may stand in a log or a message. */
    @Override
    public String toString() {
        return "%s:%d/%s".formatted(host, port, database);
    }
}
