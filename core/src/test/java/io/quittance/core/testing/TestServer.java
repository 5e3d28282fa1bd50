package io.quittance.core.testing;

import io.quittance.core.config.StoreRoles;
import io.quittance.core.store.StoreAddress;
import io.quittance.spi.Secret;
import java.util.List;

/**
 * The server that the tests of this JVM share.
 *
 * @param address with the role that owns databases and migrates them, no superuser where we have the choice
 * @param administrator with the role that creates and drops databases: only a superuser may end an autovacuum worker, which
 *     dropping a database does
 */
record TestServer(StoreAddress address, StoreAddress administrator, AutoCloseable resource) implements AutoCloseable {

    private static final String PROPERTY = "quittance.test.postgres";
    private static final String SCHEME = "postgresql://";
    private static final String ROLE = "quittance_test";

    /** Those beside the owner, as a careful installation has them. */
    static final StoreRoles ROLES = new StoreRoles("quittance_test_run", "quittance_test_read");

    /** The role that has to own the databases. */
    String role() {
        return address.user();
    }

    /** The same server, reached in another role. */
    StoreAddress as(String role) {
        return new StoreAddress(address.hosts(), address.database(), role, new Secret(List.of(role)), address.tls());
    }

    /** The one that the system property asks for, with all roles. Tests may see and end the sessions of the code under test. */
    static TestServer start() {
        TestServer server = asked();
        ROLES.names()
                .filter(role -> server.administration()
                        .query("select from pg_roles where rolname = ?", role)
                        .isEmpty())
                .forEach(role -> {
                    server.administration().execute("create role " + role + " login password '" + role + "'");
                    server.administration().execute("grant " + role + " to " + server.role());
                });
        return server;
    }

    private Jdbc administration() {
        return new Jdbc(administrator);
    }

    private static TestServer asked() {
        String wanted = System.getProperty(PROPERTY, "embedded");
        if (wanted.startsWith(SCHEME)) {
            return new TestServer(given(wanted), given(wanted), () -> {});
        }
        return switch (wanted) {
            case "embedded" -> ofFixture(PostgresServerFixture.start());
            case "oldest" -> ofFixture(PostgresServerFixture.startOldest());
            case "container" -> ofContainer(PostgresContainer.start());
            default ->
                throw new IllegalArgumentException("-D%s must be embedded, oldest, container or a %s address, not '%s'"
                        .formatted(PROPERTY, SCHEME, wanted));
        };
    }

    @Override
    public void close() {
        try {
            resource.close();
        } catch (Exception e) {
            throw new IllegalStateException("The server of the tests does not stop", e);
        }
    }

    private static TestServer ofFixture(PostgresServerFixture fixture) {
        return new TestServer(ordinaryRole(fixture.superuser()), fixture.superuser(), fixture);
    }

    private static TestServer ofContainer(PostgresContainer container) {
        return new TestServer(ordinaryRole(container.superuser()), container.superuser(), container);
    }

    private static StoreAddress ordinaryRole(StoreAddress superuser) {
        new Jdbc(superuser).execute("create role " + ROLE + " login password '" + ROLE + "'");
        return StoreAddress.parse(
                SCHEME + "%s@%s:%d/postgres?sslmode=disable".formatted(ROLE, superuser.host(), superuser.port()),
                new Secret(List.of(ROLE)));
    }

    /** Here, unlike in a configuration, the address may carry its password. */
    private static StoreAddress given(String uri) {
        String login = uri.substring(SCHEME.length(), uri.lastIndexOf('@'));
        int colon = login.indexOf(':');
        return colon < 0
                ? StoreAddress.parse(uri, null)
                : StoreAddress.parse(
                        SCHEME + login.substring(0, colon) + uri.substring(uri.lastIndexOf('@')),
                        new Secret(List.of(login.substring(colon + 1))));
    }
}
