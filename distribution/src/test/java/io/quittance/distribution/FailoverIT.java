package io.quittance.distribution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The primary of a replicated store dies under load and its standby is promoted: what was acknowledged is there and reconciled, and
 * the gateways go on by themselves.
 *
 * <p>It needs an installed Postgres with {@code pg_basebackup}, and is skipped without one; with the system property {@code
 * quittance.test.failover=required} it fails then.
 */
@EndToEndTest
class FailoverIT {
    private static final boolean REQUIRED = "required".equals(System.getProperty("quittance.test.failover"));
    private static final int NODES = 2;
    private static final int SOME = 150;

    private final List<Node> nodes = new CopyOnWriteArrayList<>();

    @TempDir
    private Path directory;

    private ReplicatedPostgres pair;
    private SecuconnectStandIn secuconnect;

    @BeforeEach
    void start() throws Exception {
        Optional<Path> installed = ReplicatedPostgres.installed();
        assumeTrue(
                installed.isPresent() || REQUIRED,
                "no Postgres with pg_basebackup is installed under /usr/lib/postgresql (Debian: postgresql-15)");
        assertThat(installed).as("an installed Postgres with pg_basebackup").isPresent();
        pair = ReplicatedPostgres.start(installed.get());
        secuconnect = SecuconnectStandIn.start();
        Shop shop = Shop.with(TestStore.at(pair.address()), secuconnect.address());
        while (nodes.size() < NODES) {
            nodes.add(Node.start(shop, directory));
        }
    }

    @AfterEach
    void stop() throws Exception {
        nodes.forEach(Node::close);
        if (secuconnect != null) {
            secuconnect.close();
        }
        if (pair != null) {
            pair.close();
        }
    }

    @Test
    void shouldLoseNothingWhenThePrimaryIsKilled() throws Exception {
        assertNothingIsLost(pair::killPrimary);
    }

    @Test
    void shouldLeaveAPrimaryThatAnswersNobody() throws Exception {
        assertNothingIsLost(pair::freezePrimary);
    }

    private interface Failure {
        void happen() throws Exception;
    }

    private void assertNothingIsLost(Failure failure) throws Exception {
        try (SteadyOrders orders = SteadyOrders.start(nodes)) {
            orders.awaitMore(SOME);
            failure.happen();
            pair.promote();
            orders.awaitMore(SOME);
            orders.finish();

            StoreCount.whenDone(pair.promoted()).assertNothingLostOrDoubled(orders);
        }
    }
}
