package io.quittance.core.testing;

import io.quittance.core.store.StoreAddress;
import io.quittance.spi.Secret;
import java.util.List;

/**
 * The server that the tests of this JVM share.
 *
 * @param address with the role of the code under test, no superuser where we have the choice
 * @param administrator with the role that creates and drops databases: only a superuser may end an autovacuum worker, which
 *     dropping a database does
 */
record TestServer(StoreAddress address, StoreAddress administrator, AutoCloseable resource) implements AutoCloseable {

    private static final String PROPERTY = "quittance.test.postgres";
    private static final String SCHEME = "postgresql://";
    private static final String ROLE = "quittance_test";

    /** The role of the code under test, which has to own its databases. */
    String role() {
        return address.user();
    }

    /** The one that the system property asks for. */
    static TestServer start() {
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
