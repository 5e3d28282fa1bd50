package io.quittance.core.reconcile;

import static io.quittance.core.reconcile.ReconcilerFixture.await;

import io.quittance.core.delivery.EventPositioner;
import io.quittance.core.plugin.SettableClock;
import io.quittance.core.reconcile.ReconcilerFixture.Node;
import io.quittance.core.store.FeedStore;
import io.quittance.core.store.LedgerStore;
import io.quittance.core.store.NewNotification;
import io.quittance.core.telemetry.GatewayMetrics;
import io.quittance.core.testing.CuttingRelay;
import io.quittance.core.testing.FakeProvider;
import io.quittance.core.testing.TestDatabase;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeoutException;

/** A node whose connections to the store are cut now and then, and that may die at any time. */
final class MortalNode {

    static final AccountTerms TERMS = new AccountTerms(false, 0, false);

    private static final Duration SINCE_THE_CLOCK_STANDS =
            Duration.between(new SettableClock().instant(), Observed.START.plusSeconds(3_600));
    private static final Duration PATIENCE = Duration.ofMillis(500);

    private final Vertx vertx;
    private final CuttingRelay relay;
    private final ReconcilerFixture fixture;
    private final Node node;
    private final LedgerOrderDesk desk;

    private MortalNode(CuttingRelay relay, TestDatabase store, FakeProvider provider) throws TimeoutException {
        this.vertx = Vertx.vertx();
        this.relay = relay;
        this.fixture = new ReconcilerFixture(vertx, store.through(relay.address()));
        fixture.clock().advance(SINCE_THE_CLOCK_STANDS);
        this.node = fixture.node(Map.of("shop", provider), PATIENCE);
        this.desk = new LedgerOrderDesk(
                new LedgerStore(node.database().general()), account -> TERMS, order -> List.of(), fixture.clock());
    }

    /** A node that lives. */
    static MortalNode start(Vertx relays, TestDatabase store, FakeProvider provider, Random random)
            throws TimeoutException {
        CuttingRelay relay = await(CuttingRelay.start(relays, store.runner(), random));
        MortalNode alive = new MortalNode(relay, store, provider);
        alive.node.start();
        FeedStore feed = new FeedStore(alive.node.database().general());
        await(alive.vertx.deployVerticle(new EventPositioner(feed, () -> {}, new GatewayMetrics())));
        return alive;
    }

    /** What all nodes take for the time. */
    static Clock clock() {
        SettableClock clock = new SettableClock();
        clock.advance(SINCE_THE_CLOCK_STANDS);
        return clock;
    }

    CuttingRelay relay() {
        return relay;
    }

    Future<Void> take(List<NewNotification> notifications) {
        return node.writer().write(notifications).mapEmpty();
    }

    LedgerOrderDesk desk() {
        return desk;
    }

    /** Dies wherever it is, and leaves everything as it is. */
    Future<Void> die() {
        return relay.cutAll().eventually(vertx::close);
    }
}
