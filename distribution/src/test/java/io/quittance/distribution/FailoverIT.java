package io.quittance.distribution;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The primary of a replicated store dies under load and its standby is promoted: what was acknowledged is there and reconciled, and
 * the gateways go on by themselves.
 *
 * <p>It needs an {@link InstalledPostgres}.
 */
@EndToEndTest
class FailoverIT {
    private static final int NODES = 2;
    private static final int SOME = 150;

    private final List<Node> nodes = new CopyOnWriteArrayList<>();

    @TempDir
    private Path directory;

    private ReplicatedPostgres pair;
    private SecuconnectStandIn secuconnect;

    @BeforeEach
    void start() throws Exception {
        pair = ReplicatedPostgres.start();
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
