package io.quittance.core.store;

import io.quittance.spi.Secret;
import io.vertx.pgclient.PgConnectOptions;
import java.util.List;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.postgresql.ds.PGSimpleDataSource;
import org.postgresql.hostchooser.HostRequirement;

/**
 * Where the database is and who we are to it; the one source of connections for the reactive client and for JDBC.
 *
 * @param hosts at least one. Of several, connections go to the one that accepts writes
 * @param password null if the server asks for none
 */
public record StoreAddress(
        List<StoreHost> hosts,
        String database,
        String user,
        @Nullable Secret password,
        StoreTls tls) {

    static final String APPLICATION = "quittance";

    private static final int CONNECT_SECONDS = 5;

    /** The same with hosts that nobody changes any more. */
    public StoreAddress {
        hosts = List.copyOf(hosts);
    }

    /**
     * Reads {@code postgresql://user@host:port,host:port/database?sslmode=…&sslrootcert=…}.
     *
     * @throws StoreException if it is not such an address, or carries a password
     */
    public static StoreAddress parse(String uri, @Nullable Secret password) {
        return StoreUri.parse(uri, password);
    }

    /** The same server and role, another database. */
    public StoreAddress withDatabase(String other) {
        return new StoreAddress(hosts, other, user, password, tls);
    }

    /** The first of its hosts, and the only one of a server that is not to be failed over. */
    public String host() {
        return hosts.get(0).name();
    }

    /** The port of the first of its hosts. */
    public int port() {
        return hosts.get(0).port();
    }

    /** What the reactive client connects to the first host with. */
    PgConnectOptions clientOptions() {
        return clientOptions(hosts.get(0));
    }

    /** What the reactive client connects to one of its hosts with. */
    PgConnectOptions clientOptions(StoreHost host) {
        return new PgConnectOptions()
                .setHost(host.name())
                .setPort(host.port())
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
        dataSource.setServerNames(hosts.stream().map(StoreHost::inUri).toArray(String[]::new));
        dataSource.setPortNumbers(hosts.stream().mapToInt(StoreHost::port).toArray());
        dataSource.setTargetServerType((hosts.size() > 1 ? HostRequirement.primary : HostRequirement.any).name());
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
        return hosts.stream().map(StoreHost::toString).collect(Collectors.joining(",", "", "/" + database));
    }
}
