package io.quittance.core.testing;

import io.quittance.core.store.StoreAddress;
import io.quittance.spi.Secret;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.awaitility.Awaitility;
import org.testcontainers.containers.wait.strategy.Wait;
import org.testcontainers.postgresql.PostgreSQLContainer;
import org.testcontainers.utility.DockerImageName;

/** A Postgres in a container: the image that {@code POSTGRES_IMAGE} names, or the official one. */
record PostgresContainer(PostgreSQLContainer container) implements AutoCloseable {

    private static final String OFFICIAL_IMAGE = "postgres:18";

    static PostgresContainer start() {
        String image = Optional.ofNullable(System.getenv("POSTGRES_IMAGE")).orElse(OFFICIAL_IMAGE);
        PostgreSQLContainer container =
                new PostgreSQLContainer(DockerImageName.parse(image).asCompatibleSubstituteFor("postgres"));
        // Its own default command turns fsync off.
        container.withCommand("postgres", "-c", "max_connections=200");
        // While the official image initializes, its server takes no connection from outside; others do not start twice.
        container.waitingFor(Wait.forListeningPort());
        container.start();
        PostgresContainer started = new PostgresContainer(container);
        started.awaitReady();
        return started;
    }

    /** The port listens before the server lets anybody in. */
    private void awaitReady() {
        Jdbc jdbc = new Jdbc(superuser());
        Awaitility.await()
                .atMost(Duration.ofMinutes(2))
                .ignoreExceptions()
                .until(() -> jdbc.query("select 1 as ready").size() == 1);
    }

    StoreAddress superuser() {
        return StoreAddress.parse(
                "postgresql://%s@%s:%d/%s?sslmode=disable"
                        .formatted(
                                container.getUsername(),
                                container.getHost(),
                                container.getMappedPort(PostgreSQLContainer.POSTGRESQL_PORT),
                                container.getDatabaseName()),
                new Secret(List.of(container.getPassword())));
    }

    @Override
    public void close() {
        container.stop();
    }
}
