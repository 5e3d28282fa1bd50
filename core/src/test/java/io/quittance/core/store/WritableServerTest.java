package io.quittance.core.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quittance.core.testing.PostgresServerFixture;
import io.quittance.core.testing.TestDatabase;
import io.quittance.spi.Secret;
import io.vertx.core.Vertx;
import io.vertx.junit5.VertxExtension;
import io.vertx.pgclient.PgConnectOptions;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Which of two servers is connected to: a standby answers as well, and says that it accepts no writes. */
@Tag("store")
@ExtendWith(VertxExtension.class)
final class WritableServerTest {

    private PostgresServerFixture first;
    private PostgresServerFixture second;
    private WritableServer servers;

    @BeforeEach
    void startBoth(Vertx vertx) {
        first = started();
        second = started();
        StoreAddress one = first.address();
        StoreAddress both = new StoreAddress(
                List.of(one.hosts().get(0), second.address().hosts().get(0)),
                one.database(),
                one.user(),
                new Secret(List.of("same")),
                one.tls());
        servers = new WritableServer(vertx, both, UnaryOperator.identity());
    }

    @AfterEach
    void close() {
        first.close();
        second.close();
    }

    @Test
    void shouldFindTheOneThatAcceptsWrites() throws Exception {
        accept(first, false);
        assertThat(found()).isEqualTo(second.address().port());

        accept(first, true);
        assertThat(found())
                .as("the one that did last is asked first")
                .isEqualTo(second.address().port());

        second.stop();
        assertThat(found()).isEqualTo(first.address().port());
    }

    @Test
    void shouldFailAsALostConnectionDoesIfNoneAcceptsWrites() {
        accept(first, false);
        accept(second, false);

        assertThatThrownBy(this::found)
                .hasMessageContaining("accepts writes")
                .satisfies(failure ->
                        assertThat(SqlFailure.isConnectionLost(failure)).isTrue());
    }

    private int found() throws TimeoutException {
        return ((PgConnectOptions) servers.find().await(1, TimeUnit.MINUTES)).getPort();
    }

    private static PostgresServerFixture started() {
        PostgresServerFixture server = PostgresServerFixture.start();
        TestDatabase.at(server.superuser())
                .execute("alter role " + server.address().user() + " password 'same'");
        return server;
    }

    private static void accept(PostgresServerFixture server, boolean writes) {
        TestDatabase superuser = TestDatabase.at(server.superuser());
        superuser.execute("alter role " + server.address().user() + " set default_transaction_read_only = "
                + (writes ? "off" : "on"));
    }
}
