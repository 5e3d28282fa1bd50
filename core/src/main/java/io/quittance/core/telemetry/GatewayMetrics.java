package io.quittance.core.telemetry;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter.MeterProvider;
import io.micrometer.core.instrument.TimeGauge;
import io.micrometer.core.instrument.Timer;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.quittance.core.trace.SpanBooks;
import io.quittance.spi.IntakeOutcome;
import io.vertx.core.spi.VertxMetricsFactory;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * What the gateway measures about itself. Labels are bounded: accounts as configured, and names from small sets. All
 * methods may be called from any thread, and none blocks.
 */
public final class GatewayMetrics implements AutoCloseable {

    /** The media type of {@link #scrape()}. */
    public static final String MEDIA_TYPE = "text/plain; version=0.0.4; charset=utf-8";

    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final ProcessMeters process = new ProcessMeters(registry);
    private final IntakeMeters intake = new IntakeMeters(registry);
    private final AtomicLong itemsWaiting = new AtomicLong();
    private final AtomicLong oldestWaitingMillis = new AtomicLong();
    private final ReconciliationMeters reconciliation = new ReconciliationMeters(registry);
    private final MeterProvider<Counter> replayed =
            Counter.builder(Meters.NOTIFICATIONS_REPLAYED).withRegistry(registry);
    private final MeterProvider<Counter> backfilled =
            Counter.builder(Meters.PAYMENTS_BACKFILLED).withRegistry(registry);
    private final MeterProvider<Counter> lookups =
            Counter.builder(Meters.LOOKUPS).withRegistry(registry);
    private final MeterProvider<Timer> providerCall = Timer.builder(Meters.PROVIDER_CALL)
            .serviceLevelObjectives(Buckets.LATENCY)
            .withRegistry(registry);
    private final CaseMeters cases = new CaseMeters(registry);
    private final MeterProvider<Counter> configurationChanges =
            Counter.builder(Meters.CONFIGURATION_CHANGES).withRegistry(registry);
    private final PeopleMeters people = new PeopleMeters(registry);
    private final AtomicInteger ready = new AtomicInteger();
    private final DeliveryMeters deliveries = new DeliveryMeters(registry);
    private final PluginMeters plugins = new PluginMeters(registry);
    private final RetentionMeters retention = new RetentionMeters(registry);
    private final ServerMeters servers = new ServerMeters(registry);
    private final StorePools pools = new StorePools(registry);
    private final StagingMeters staging = new StagingMeters(registry);
    private final SpanBooks spans = new TraceMeters(registry);

    /** Begins to measure: everything at zero, and what the JVM tells about itself. */
    public GatewayMetrics() {
        Gauge.builder(Meters.ITEMS_WAITING, itemsWaiting, AtomicLong::doubleValue)
                .register(registry);
        TimeGauge.builder(
                        Meters.OLDEST_ITEM_WAITING, oldestWaitingMillis, TimeUnit.MILLISECONDS, AtomicLong::doubleValue)
                .register(registry);
        Gauge.builder(Meters.READY, ready, AtomicInteger::doubleValue).register(registry);
        // The first of what is alerted on is a rise only above a zero that was there before.
        for (ConfigurationChange outcome : ConfigurationChange.values()) {
            configurationChanges.withTag("outcome", Meters.label(outcome)).increment(0);
        }
    }

    /** A provider has its answer. */
    public void acknowledged(String account, IntakeOutcome outcome, Duration sinceRequest) {
        intake.acknowledged(account, outcome, sinceRequest);
    }

    /** How often a provider had this outcome, so far. */
    public long received(String account, IntakeOutcome outcome) {
        return intake.received(account, outcome);
    }

    /** Intake committed a batch. */
    public void batchCommitted(int notifications, Duration took) {
        intake.batchCommitted(notifications, took);
    }

    /** Of so many notifications it will not be known what they were answered. */
    public void answersDropped(int answers) {
        intake.answersDropped(answers);
    }

    /**
     * What is left to reconcile.
     *
     * @param items how many items, in the whole store
     * @param oldest how long the oldest of them has waited
     */
    public void backlog(long items, Duration oldest) {
        itemsWaiting.set(items);
        oldestWaitingMillis.set(oldest.toMillis());
    }

    /** What the intake of this node did so far, in numbers that a person reads. */
    public IntakeTotals intake() {
        return IntakeTotals.of(registry, itemsWaiting.get(), Duration.ofMillis(oldestWaitingMillis.get()));
    }

    /** Somebody asked the gateway to do something that is kept in the audit log, with these names there. */
    public void acted(String action, String outcome) {
        people.acted(action, outcome);
    }

    /** Somebody wanted to sign in to the console. */
    public void consoleSignIn(SignInOutcome outcome) {
        people.consoleSignIn(outcome);
    }

    /** A subject was reconciled, or was to be. */
    public void reconciled(String account, ReconciliationResult result) {
        reconciliation.reconciled(account, result);
    }

    /** Nothing is left to do about an item. */
    public void itemEnded(String account, ItemOutcome outcome, Duration sinceReceived) {
        reconciliation.itemEnded(account, outcome, sinceReceived);
    }

    /**
     * An item is not done.
     *
     * @param reason why, from a small set
     */
    public void retried(String account, String reason) {
        reconciliation.retried(account, reason);
    }

    /** A notification was replayed, or was to be. */
    public void replayed(String account, ReplayOutcome outcome) {
        replayed.withTags("account", account, "outcome", Meters.label(outcome)).increment();
    }

    /** So many payments of an account were back-filled. */
    public void backfilled(String account, BackfillOutcome outcome, long count) {
        if (count > 0) {
            backfilled
                    .withTags("account", account, "outcome", Meters.label(outcome))
                    .increment(count);
        }
    }

    /** A payment or an order was looked up, or was to be. */
    public void lookedUp(String account, LookupReason reason, LookupOutcome outcome) {
        lookups.withTags("account", account, "reason", Meters.label(reason), "outcome", Meters.label(outcome))
                .increment();
    }

    /** A provider's API answered. */
    public void providerAnswered(String account, int status, Duration took) {
        providerCall.withTags("account", account, "status", status / 100 + "xx").record(took);
    }

    /** A provider's API did not answer. */
    public void providerFailed(String account, Duration took) {
        providerCall.withTags("account", account, "status", "none").record(took);
    }

    /** A call into an account's plugin blocks an event loop. */
    public void pluginBlocked(String account) {
        plugins.blocked(account);
    }

    /** Such a call came back. */
    public void pluginBlockEnded(String account, Duration took) {
        plugins.blockEnded(account, took);
    }

    /** So far an account's plugin is kept away from event loops: 0 not, 1 on a worker, 2 it takes nothing new. */
    public void pluginIsolated(String account, int level) {
        plugins.isolated(account, level);
    }

    /**
     * A case was opened, and its grace is over if it had one.
     *
     * @param kind as users see it
     */
    public void caseOpened(String kind) {
        cases.opened(kind);
    }

    /** An operator resolved a case; kind and action as users see them. */
    public void caseResolved(String kind, String action) {
        cases.resolved(kind, action);
    }

    /** So many cases are open in the whole store, by kind as users see it; of a kind that is not named, none. */
    public void casesOpen(Map<String, Long> byKind) {
        cases.open(byKind);
    }

    /** For how long the oldest event that is not in its feed yet has been committed. */
    public void feedLag(Duration lag) {
        deliveries.feedLag(lag);
    }

    /**
     * An endpoint was told of an event, or was to be.
     *
     * @param status what it answered; null: nothing
     */
    public void deliveryAttempted(String endpoint, @Nullable Integer status, Duration took) {
        deliveries.attempted(endpoint, status == null ? "none" : status / 100 + "xx", took);
    }

    /**
     * What came of an attempt.
     *
     * @param outcome from a small set
     */
    public void deliveryEnded(String endpoint, String outcome) {
        deliveries.ended(endpoint, outcome);
    }

    /** An endpoint took an event. */
    public void delivered(Duration sinceDecided) {
        deliveries.delivered(sinceDecided);
    }

    /**
     * What an endpoint has not taken yet.
     *
     * @param oldest for how long the oldest of it has been waiting
     */
    public void deliveriesWaiting(String endpoint, long count, Duration oldest) {
        deliveries.waiting(endpoint, count, oldest);
    }

    /** Rows of a table were too old and are removed. */
    public void expired(String table, long rows) {
        retention.removed(table, rows);
    }

    /** A month of a table was too old and is dropped. */
    public void monthDropped(String table) {
        retention.monthDropped(table);
    }

    /** How old the oldest notification is that is kept. */
    public void oldestNotification(Duration age) {
        retention.oldest(age);
    }

    /** The servers that others connect to. */
    public ServerMeters servers() {
        return servers;
    }

    /** Whether the gateway is ready, as {@code /health/ready} says. */
    public void ready(boolean now) {
        ready.set(now ? 1 : 0);
    }

    /** The clock of this machine is so far ahead of the store's; negative: behind. */
    public void machineClockAhead(Duration ahead) {
        process.clockAhead(ahead);
    }

    /** The configuration has changed, or was to change. */
    public void configurationChanged(ConfigurationChange outcome) {
        configurationChanges.withTag("outcome", Meters.label(outcome)).increment();
    }

    /** Measures the pools of connections to the store, given to the Vert.x that makes them. */
    public VertxMetricsFactory pools() {
        return pools.factory();
    }

    /** What waits on the disk for the store. */
    public StagingMeters staging() {
        return staging;
    }

    /** Counts the spans of traces. */
    public SpanBooks spans() {
        return spans;
    }

    /** All meters as Prometheus reads them. */
    public String scrape() {
        return registry.scrape();
    }

    @Override
    public void close() {
        process.close();
        registry.close();
    }
}
