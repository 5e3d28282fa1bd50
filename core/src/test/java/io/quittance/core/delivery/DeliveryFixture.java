package io.quittance.core.delivery;

import static java.util.concurrent.TimeUnit.SECONDS;

import io.quittance.core.config.EndpointConfig;
import io.quittance.core.store.DeliveryStore;
import io.quittance.core.store.EndpointKey;
import io.quittance.core.store.EndpointStore;
import io.quittance.core.store.FeedStore;
import io.quittance.core.telemetry.GatewayMetrics;
import io.quittance.core.telemetry.Telemetry;
import io.quittance.core.testing.TestDatabase;
import io.quittance.core.trace.TestingTraces;
import io.quittance.core.trace.Traceparent;
import io.quittance.spi.Secret;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.sqlclient.Pool;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeoutException;

/** A store with a feed, and dispatchers over it. */
final class DeliveryFixture {

    static final String MERCHANT = "shop-de";
    static final Secret SECRET = new Secret(List.of(WebhookSignatureTest.SECRET));

    private final Vertx vertx;
    private final TestDatabase store;
    private final Pool pool;
    private final FeedStore feed;
    final CommittedEvents events;
    final GatewayMetrics metrics = new GatewayMetrics();

    /** All that is traced. */
    final TestingTraces traces = new TestingTraces(1);

    DeliveryFixture(Vertx vertx, TestDatabase store) {
        this.vertx = vertx;
        this.store = store;
        this.pool = store.database(vertx).general();
        this.feed = new FeedStore(pool);
        this.events = new CommittedEvents(store, vertx);
    }

    static EndpointConfig endpoint(String id, String url) {
        return new EndpointConfig(id, MERCHANT, URI.create(url), SECRET, true);
    }

    static EndpointConfig endpoint(Shop shop) {
        return endpoint("shop", "http://127.0.0.1:" + shop.port() + "/hooks");
    }

    /** Commits an event and puts it into the feed. */
    UUID event(String reference, long version) throws TimeoutException {
        UUID id = events.add(MERCHANT, reference, version);
        position();
        return id;
    }

    /** Says in which span the events of an order were decided. */
    void trace(String reference, Traceparent decision) {
        store.execute("update order_event set traceparent = ? where reference = ?", decision.toString(), reference);
    }

    void position() throws TimeoutException {
        feed.position(1000, () -> {}).await(30, SECONDS);
    }

    DeliveryStore deliveries(UUID owner) {
        return new DeliveryStore(pool, owner);
    }

    EndpointStore endpoints() {
        return new EndpointStore(pool);
    }

    /** What a node does at its start, apart from delivering. */
    void register(EndpointConfig... configs) throws TimeoutException {
        endpoints().register(keys(configs)).await(30, SECONDS);
    }

    /** Makes deliveries of what is in the feed. */
    void plan(Clock clock, EndpointConfig... configs) throws TimeoutException {
        for (EndpointKey key : keys(configs)) {
            endpoints().plan(key, 1000, clock.instant()).await(30, SECONDS);
        }
    }

    private static List<EndpointKey> keys(EndpointConfig... configs) {
        return List.of(configs).stream()
                .map(config -> new EndpointKey(config.merchant(), config.id()))
                .toList();
    }

    /** Starts a node that delivers. */
    WebhookDispatcher start(Clock clock, EndpointConfig... configs) throws TimeoutException {
        return start(clock, new SystemResolver(vertx), new HttpClientOptions(), configs);
    }

    WebhookDispatcher start(Clock clock, HostResolver resolver, HttpClientOptions options, EndpointConfig... configs)
            throws TimeoutException {
        WebhookDispatcher dispatcher = new WebhookDispatcher(
                List.of(configs),
                endpoints(),
                deliveries(UUID.randomUUID()),
                WebhookClient.create(vertx, options, resolver, clock, Duration.ofSeconds(2)),
                new Telemetry(metrics, traces.tracing()),
                clock);
        vertx.deployVerticle(dispatcher).await(30, SECONDS);
        return dispatcher;
    }

    /** The states of the deliveries of an order, by version. */
    List<String> states(String reference) {
        return store
                .query("select state from delivery where reference = ? order by version, endpoint_id", reference)
                .stream()
                .map(row -> String.valueOf(row.get("state")))
                .toList();
    }

    /** One value of the first delivery of an order. */
    String first(String column, String reference) {
        return String.valueOf(store.query(
                        "select " + column + " as value from delivery where reference = ? order by version", reference)
                .get(0)
                .get("value"));
    }

    long count(String state) {
        return store.query("select 1 as one from delivery where state = ?", state)
                .size();
    }

    /** How many deliveries are being tried. */
    long underWay() {
        return store.query("select 1 as one from delivery where lease_until is not null")
                .size();
    }

    /** How many attempts have ended so far. */
    long attempts() {
        return (Long) store.query("select sum(attempts) as attempts from delivery")
                .get(0)
                .get("attempts");
    }

    void endLeases() {
        store.execute("update delivery set lease_until = now() - interval '1 second' where lease_until is not null");
    }

    /** A clock that runs so much faster than others. */
    static Clock fast(int times) {
        Instant begin = Instant.now();
        long nanos = System.nanoTime();
        return new Clock() {
            @Override
            public Instant instant() {
                return begin.plusNanos((System.nanoTime() - nanos) * times);
            }

            @Override
            public ZoneId getZone() {
                return ZoneOffset.UTC;
            }

            @Override
            public Clock withZone(ZoneId zone) {
                throw new UnsupportedOperationException();
            }
        };
    }
}
