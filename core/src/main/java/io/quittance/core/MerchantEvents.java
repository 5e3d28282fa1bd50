package io.quittance.core;

import io.quittance.core.delivery.EventFeed;
import io.quittance.core.delivery.EventPositioner;
import io.quittance.core.delivery.SystemResolver;
import io.quittance.core.delivery.WebhookClient;
import io.quittance.core.delivery.WebhookDispatcher;
import io.quittance.core.store.DeliveryStore;
import io.quittance.core.store.EndpointStore;
import io.quittance.core.store.FeedStore;
import io.quittance.core.store.Ids;
import io.quittance.core.telemetry.GatewayMetrics;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.sqlclient.Pool;
import java.time.Clock;

/** Wires what tells merchants about events. */
final class MerchantEvents {

    private final Vertx vertx;
    private final Deployments deployments;
    private final EventFeed feed;
    private final EventPositioner positioner;
    private final WebhookDispatcher dispatcher;

    /**
     * Over what a gateway stands on.
     *
     * @param tellOtherNodes is called when they have something to read or to deliver
     */
    MerchantEvents(Foundation foundation, Runnable tellOtherNodes) {
        Pool pool = foundation.database().general();
        GatewayMetrics metrics = foundation.metrics();
        Clock clock = foundation.clock();
        FeedStore store = new FeedStore(pool);
        this.vertx = foundation.vertx();
        this.deployments = new Deployments(vertx);
        this.feed = new EventFeed(store);
        this.dispatcher = new WebhookDispatcher(
                foundation.config().endpoints(),
                new EndpointStore(pool),
                new DeliveryStore(pool, Ids.next()),
                WebhookClient.create(vertx, new HttpClientOptions(), new SystemResolver(vertx), clock),
                foundation.telemetry(),
                clock);
        this.positioner = new EventPositioner(
                store,
                () -> {
                    positioned();
                    tellOtherNodes.run();
                },
                metrics);
    }

    EventFeed feed() {
        return feed;
    }

    /** Begins to work; the store must be ready. */
    Future<Void> start() {
        return deployments
                .begin(feed)
                .compose(deployed -> deployments.begin(dispatcher))
                .compose(deployed -> deployments.begin(positioner))
                .mapEmpty();
    }

    /** Events were committed here. */
    void decided() {
        positioner.wake();
    }

    /** Another node has committed events, or put some into the feed. */
    void hinted() {
        positioner.wake();
        positioned();
    }

    /** Deliveries are due that were not before. */
    void deliver() {
        dispatcher.wake();
    }

    /** Lets those go who wait for news. */
    Future<Void> release() {
        return deployments.end(feed);
    }

    /** Ends the work; the store must still be there. */
    Future<Void> close() {
        return Future.join(deployments.end(positioner), deployments.end(dispatcher))
                .mapEmpty();
    }

    private void positioned() {
        feed.wake();
        dispatcher.wake();
    }
}
