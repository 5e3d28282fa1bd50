package io.quittance.core.plugin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.spi.ILoggingEvent;
import io.quittance.core.config.WhenBlocking;
import io.quittance.core.telemetry.GatewayMetrics;
import io.quittance.core.testing.FakeProvider;
import io.quittance.core.testing.LogLines;
import io.quittance.core.trace.Span;
import io.quittance.spi.Acknowledgement;
import io.quittance.spi.IntakeOutcome;
import io.quittance.spi.NotificationItem;
import io.quittance.spi.PaymentKey;
import io.quittance.spi.PaymentObservation;
import io.quittance.spi.PaymentStore;
import io.quittance.spi.ProviderHttp;
import io.quittance.spi.ReconciliationWork;
import io.quittance.spi.Verification;
import io.quittance.spi.testing.TestingNotification;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class PluginGuardTest {

    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final Duration LONG = Duration.ofHours(1);

    /** Blocks are seen soon, and never taken for more than that: no test waits for an hour. */
    private static final PluginWatch.Limits SOON =
            new PluginWatch.Limits(Duration.ofMillis(20), Duration.ofMillis(60), LONG, LONG, LONG, LONG);

    private final GatewayMetrics metrics = new GatewayMetrics();

    @RegisterExtension
    private final LogLines log = LogLines.of(Isolation.class);

    private final Plugin plugin = new Plugin();
    private Vertx vertx;
    private PluginWatch watch;
    private RunningAccount account;
    private URI api;

    @BeforeEach
    void setUp() throws Exception {
        vertx = Vertx.vertx();
        HttpServer server = vertx.createHttpServer()
                .requestHandler(request -> request.response().end())
                .listen(0, "127.0.0.1")
                .await(30, TimeUnit.SECONDS);
        api = URI.create("http://127.0.0.1:" + server.actualPort());
    }

    @AfterEach
    void tearDown() throws Exception {
        plugin.release();
        watch.close();
        vertx.close().await(30, TimeUnit.SECONDS);
        metrics.close();
    }

    @ParameterizedTest
    @EnumSource(Entry.class)
    void shouldNameWhatBlocksAnEventLoop(Entry entry) throws Exception {
        start(WhenBlocking.WORKER, SOON);

        block(entry);

        assertThat(log.all()).singleElement().satisfies(line -> {
            assertThat(line.getMessage()).isEqualTo("A plugin blocks an event loop");
            assertThat(value(line, "account")).isEqualTo("shop");
            assertThat(value(line, "provider")).isEqualTo("testing");
            assertThat(value(line, "call")).isEqualTo(entry.words);
            assertThat(Integer.parseInt(value(line, "millis"))).isGreaterThanOrEqualTo(60);
            assertThat(value(line, "stack"))
                    .contains("PluginGuardTest$Plugin.passOrBlock:")
                    .doesNotContain("PluginGuard.");
        });
        plugin.release();
        await().atMost(PATIENCE).until(() -> metric("quittance_plugin_block_seconds_count") == 1);
        assertThat(account.isolation().level()).isEqualTo(Isolation.Level.NONE);
    }

    @Test
    void shouldMoveAnAccountThatKeepsBlockingToItsWorker() throws Exception {
        start(WhenBlocking.WORKER, SOON);

        blockThreeTimes();

        assertThat(account.isolation().level()).isEqualTo(Isolation.Level.WORKER);
        assertThat(account.isolation().reason())
                .hasValueSatisfying(
                        reason -> assertThat(reason)
                                .isEqualTo(
                                        "Its plugin blocked an event loop 3 times within 10 minutes, last in parse; until the "
                                                + "configuration changes or the gateway is started again, it runs on threads of its own"));
        assertThat(metric("quittance_plugin_isolation")).isEqualTo(1);
        assertThat(log.all())
                .extracting(ILoggingEvent::getMessage)
                .endsWith("An account moves to threads of its own, since its plugin blocks");
        for (Entry entry : Entry.values()) {
            assertThat(entersOnEventLoop(entry)).as(entry.words).isFalse();
        }
    }

    @Test
    void shouldAnswerWhoeverAsksOnTheirOwnContextFromTheWorker() throws Exception {
        start(WhenBlocking.WORKER, SOON);
        blockThreeTimes();

        AtomicReference<Context> asked = new AtomicReference<>();
        AtomicReference<Context> answered = new AtomicReference<>();
        Future<Verification> answer = Future.future(promise -> vertx.runOnContext(now -> {
            asked.set(Vertx.currentContext());
            account.plugin()
                    .authenticate(TestingNotification.of("{}"))
                    .onComplete(done -> answered.set(Vertx.currentContext()))
                    .onComplete(promise);
        }));

        answer.await(30, TimeUnit.SECONDS);
        assertThat(answered.get()).isSameAs(asked.get());
    }

    @Test
    void shouldDoOneThingAfterAnotherOnTheWorker() throws Exception {
        start(WhenBlocking.WORKER, SOON);
        blockThreeTimes();
        AtomicInteger within = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        plugin.fake.reconciling(work -> {
            most.accumulateAndGet(within.incrementAndGet(), Math::max);
            Thread.yield();
            within.decrementAndGet();
            return Future.succeededFuture(List.of());
        });

        List<Future<List<PaymentObservation>>> asked =
                IntStream.range(0, 200).mapToObj(one -> reconcile()).toList();

        Future.all(asked).await(30, TimeUnit.SECONDS);
        assertThat(most).hasValue(1);
    }

    @Test
    void shouldNotWaitForWhatDoesNotComeBack() throws Exception {
        start(
                WhenBlocking.WORKER,
                new PluginWatch.Limits(
                        Duration.ofMillis(20), Duration.ofMillis(60), Duration.ofMillis(200), LONG, LONG, LONG));

        Future<?> stuck = enter(Entry.PARSE, true);

        assertThatThrownBy(() -> stuck.await(1, TimeUnit.MINUTES))
                .isInstanceOf(PluginUnavailableException.class)
                .hasMessage("the plugin did not come back from parse and was interrupted");
        assertThat(account.isolation().level()).isEqualTo(Isolation.Level.WORKER);
        assertThat(log.all())
                .extracting(ILoggingEvent::getMessage)
                .containsExactly(
                        "A plugin blocks an event loop",
                        "An account moves to threads of its own, since its plugin blocks",
                        "A call into a plugin is interrupted");
        assertThat(entersOnEventLoop(Entry.PARSE)).isFalse();
    }

    @Test
    void shouldSayThatAnEventLoopIsLost() throws Exception {
        start(
                WhenBlocking.WARN,
                new PluginWatch.Limits(
                        Duration.ofMillis(20),
                        Duration.ofMillis(60),
                        Duration.ofMillis(100),
                        Duration.ofMillis(200),
                        LONG,
                        LONG));
        assertThat(watch.losesLoop()).isFalse();

        Future<?> stuck = enter(Entry.PARSE, true);

        await().atMost(PATIENCE).until(watch::losesLoop);
        assertThat(account.isolation().level()).isEqualTo(Isolation.Level.NONE);
        assertThat(log.all())
                .extracting(ILoggingEvent::getMessage)
                .containsExactly(
                        "A plugin blocks an event loop",
                        "A plugin does not give an event loop back; only a restart does");
        plugin.release();
        stuck.await(1, TimeUnit.MINUTES);
        await().atMost(PATIENCE).until(() -> !watch.losesLoop());
    }

    @Test
    void shouldOnlyWarnIfThatIsThePolicy() throws Exception {
        start(WhenBlocking.WARN, SOON);

        blockThreeTimes();
        block(Entry.PARSE);

        assertThat(account.isolation().level()).isEqualTo(Isolation.Level.NONE);
        assertThat(log.all())
                .extracting(ILoggingEvent::getMessage)
                .containsOnly("A plugin blocks an event loop")
                .hasSize(4);
        plugin.release();
        assertThat(entersOnEventLoop(Entry.PARSE)).isTrue();
    }

    @Test
    void shouldTakeNothingNewInQuarantine() throws Exception {
        start(WhenBlocking.QUARANTINE, SOON);

        blockThreeTimes();

        assertThat(account.takesWork()).isFalse();
        assertThat(metric("quittance_plugin_isolation")).isEqualTo(2);
        for (Entry entry : List.of(Entry.AUTHENTICATE, Entry.PARSE, Entry.ACKNOWLEDGE, Entry.NOTIFICATION_URL)) {
            assertThatThrownBy(() -> enter(entry, false).await(1, TimeUnit.MINUTES))
                    .as(entry.words)
                    .isInstanceOf(PluginUnavailableException.class);
        }
        assertThatThrownBy(() -> reconcile().await(1, TimeUnit.MINUTES))
                .hasMessage("the account is quarantined, since its plugin blocks");
        account.close().await(1, TimeUnit.MINUTES);
        assertThat(plugin.fake.isClosed()).isTrue();
    }

    @Test
    void shouldLeaveAnAccountThatBehavesWhereItIs() throws Exception {
        watch = new PluginWatch();
        startWatched(WhenBlocking.WORKER);

        for (Entry entry : Entry.values()) {
            assertThat(entersOnEventLoop(entry)).as(entry.words).isTrue();
        }

        assertThat(metric("quittance_plugin_blocks_total")).isZero();
        assertThat(account.isolation().level()).isEqualTo(Isolation.Level.NONE);
    }

    /** The ways into a plugin. */
    enum Entry {
        AUTHENTICATE("authenticate"),
        PARSE("parse"),
        ACKNOWLEDGE("acknowledge"),
        NOTIFICATION_URL("notificationUrl"),
        RECONCILE("reconcile"),
        LOOKUP("lookup.byPayment"),
        TIMER("a timer"),
        HTTP_ANSWER("an answer of the provider's API"),
        STORE_ANSWER("an answer of the store");

        private final String words;

        Entry(String words) {
            this.words = words;
        }
    }

    private void start(WhenBlocking policy, PluginWatch.Limits limits) throws Exception {
        watch = new PluginWatch(limits);
        startWatched(policy);
    }

    private void startWatched(WhenBlocking policy) throws Exception {
        watch.start();
        account = TestingAccounts.startWatched(vertx, metrics, watch, policy, api, Map.of("shop", plugin.fake))
                .findById("shop")
                .orElseThrow();
    }

    private void blockThreeTimes() throws Exception {
        for (int time = 0; time < 3; time++) {
            block(Entry.PARSE);
            plugin.release();
        }
    }

    /** Blocks an event loop until the plugin is released; comes back when that was seen. */
    private void block(Entry entry) {
        double before = metric("quittance_plugin_blocks_total");
        enter(entry, true);
        await().atMost(PATIENCE).until(() -> metric("quittance_plugin_blocks_total") == before + 1);
    }

    private boolean entersOnEventLoop(Entry entry) throws Exception {
        plugin.entered.set(0);
        enter(entry, false).await(1, TimeUnit.MINUTES);
        await().atMost(PATIENCE).until(() -> plugin.entered.get() > 0);
        return plugin.onEventLoop;
    }

    private Future<?> enter(Entry entry, boolean blocking) {
        plugin.expect(entry, blocking);
        return switch (entry) {
            case AUTHENTICATE -> onLoop(() -> account.plugin().authenticate(TestingNotification.of("{}")));
            case PARSE ->
                onLoop(() -> account.plugin()
                        .parse(TestingNotification.of("{}"), Verification.unverified(), items -> items));
            case ACKNOWLEDGE ->
                onLoop(() -> account.plugin()
                        .acknowledge(TestingNotification.of("{}"), IntakeOutcome.ACCEPTED, answer -> answer));
            case NOTIFICATION_URL -> onLoop(() -> account.plugin().notificationUrl(api, "order"));
            case LOOKUP -> atHome(() -> account.lookup().orElseThrow().byPayment(PaymentKey.of("1"), plugin.store));
            case TIMER ->
                Future.future(promise -> plugin.fake.context().schedule(Duration.ofMillis(1), () -> {
                    plugin.passOrBlock(Entry.TIMER);
                    promise.complete();
                }));
            case RECONCILE, HTTP_ANSWER, STORE_ANSWER -> reconcile();
        };
    }

    private Future<List<PaymentObservation>> reconcile() {
        NotificationItem item = NotificationItem.payment("key", "1", "payment");
        ReconciliationWork work = new ReconciliationWork(
                "1",
                List.of(new ReconciliationWork.Item(item, TestingNotification.of("{}"), Verification.unverified())),
                1);
        return atHome(() -> account.plugin().reconcile(work, plugin.store, Span.NONE));
    }

    private <T> Future<T> atHome(Supplier<Future<T>> call) {
        return Future.future(
                promise -> account.context().runOnContext(now -> call.get().onComplete(promise)));
    }

    private <T> Future<T> onLoop(Supplier<Future<T>> call) {
        return Future.future(promise -> vertx.runOnContext(now -> call.get().onComplete(promise)));
    }

    private double metric(String name) {
        return metrics.scrape()
                .lines()
                .filter(line -> line.startsWith(name + "{"))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .sum();
    }

    private static String value(ILoggingEvent line, String key) {
        return line.getKeyValuePairs().stream()
                .filter(pair -> pair.key.equals(key))
                .map(pair -> String.valueOf(pair.value))
                .findFirst()
                .orElseThrow();
    }

    /** Blocks in one place, if it is told to. */
    private final class Plugin {

        private final PaymentStore store = new EmptyStore();
        private final AtomicInteger entered = new AtomicInteger();
        private volatile Entry expected = Entry.PARSE;
        private volatile boolean onEventLoop;
        private volatile Optional<CountDownLatch> latch = Optional.empty();
        private final FakeProvider fake = new FakeProvider()
                .authenticating(inbound -> {
                    passOrBlock(Entry.AUTHENTICATE);
                    return Verification.unverified();
                })
                .parsing(inbound -> {
                    passOrBlock(Entry.PARSE);
                    return List.of();
                })
                .acknowledging(outcome -> {
                    passOrBlock(Entry.ACKNOWLEDGE);
                    return Acknowledgement.empty(200);
                })
                .signingUrls(() -> {
                    passOrBlock(Entry.NOTIFICATION_URL);
                    return "signature";
                })
                .lookingUp(payment -> {
                    passOrBlock(Entry.LOOKUP);
                    return Future.succeededFuture(List.of());
                })
                .reconcilingBy(this::ask);

        private Future<List<PaymentObservation>> ask(ReconciliationWork work, PaymentStore known) {
            passOrBlock(Entry.RECONCILE);
            return fake.context()
                    .http()
                    .send(ProviderHttp.Request.get(api, Map.of()))
                    .compose(answer -> {
                        passOrBlock(Entry.HTTP_ANSWER);
                        return known.order("1");
                    })
                    .map(order -> {
                        passOrBlock(Entry.STORE_ANSWER);
                        return List.of();
                    });
        }

        void expect(Entry entry, boolean blocking) {
            latch = blocking ? Optional.of(new CountDownLatch(1)) : Optional.empty();
            expected = entry;
        }

        void release() {
            latch.ifPresent(CountDownLatch::countDown);
        }

        private void passOrBlock(Entry entry) {
            if (entry != expected) {
                return;
            }
            onEventLoop = Context.isOnEventLoopThread();
            entered.incrementAndGet();
            try {
                if (latch.isPresent()) {
                    latch.get().await();
                }
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    private static final class EmptyStore implements PaymentStore {

        @Override
        public Future<Optional<KnownPayment>> payment(PaymentKey payment) {
            return Future.succeededFuture(Optional.empty());
        }

        @Override
        public Future<Optional<KnownOrder>> order(String reference) {
            return Future.succeededFuture(Optional.empty());
        }
    }
}
