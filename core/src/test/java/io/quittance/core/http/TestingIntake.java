package io.quittance.core.http;

import io.quittance.core.config.AccountConfig;
import io.quittance.core.config.RetentionConfig;
import io.quittance.core.config.TlsConfig;
import io.quittance.core.config.WhenBlocking;
import io.quittance.core.intake.AnswerLog;
import io.quittance.core.intake.CredentialUses;
import io.quittance.core.intake.Inbox;
import io.quittance.core.intake.NotificationIntake;
import io.quittance.core.intake.SourceLimit;
import io.quittance.core.plugin.RunningAccount;
import io.quittance.core.plugin.TestingAccounts;
import io.quittance.core.store.GroupCommit;
import io.quittance.core.store.NewNotification;
import io.quittance.core.store.NotificationAnswer;
import io.quittance.core.telemetry.GatewayMetrics;
import io.quittance.core.telemetry.LogLimit;
import io.quittance.spi.Acknowledgement;
import io.quittance.spi.InboundNotification;
import io.quittance.spi.IntakeOutcome;
import io.quittance.spi.NotificationItem;
import io.quittance.spi.PaymentObservation;
import io.quittance.spi.PaymentProvider;
import io.quittance.spi.PaymentStore;
import io.quittance.spi.ProviderException;
import io.quittance.spi.ProviderManifest;
import io.quittance.spi.ProviderManifest.KeySource;
import io.quittance.spi.ReconciliationWork;
import io.quittance.spi.SpiRange;
import io.quittance.spi.Verification;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** An intake over a real socket, with one account at {@code /notify} and a store that is a list. */
final class TestingIntake implements AutoCloseable {

    static final int MAX_BODY = 1_000;
    static final int ROOM = 4 * MAX_BODY;
    static final ConnectionLimits PATIENT = new ConnectionLimits(
            Duration.ofSeconds(60), Duration.ofSeconds(60), Duration.ofSeconds(20), Duration.ofSeconds(60), 100);

    private static final GroupCommit.Limits COMMITS = new GroupCommit.Limits(256, 2, 10_000);

    private static final Clock STILL = Clock.fixed(Instant.EPOCH, ZoneOffset.UTC);

    final List<NewNotification> stored = new CopyOnWriteArrayList<>();
    final GatewayMetrics metrics = new GatewayMetrics();
    final List<NotificationAnswer> answered = new CopyOnWriteArrayList<>();
    final AnswerLog answers = new AnswerLog(
            batch -> {
                answered.addAll(batch);
                return Future.succeededFuture();
            },
            metrics);
    volatile Function<List<NewNotification>, Future<List<Boolean>>> store = this::keep;

    private final Vertx vertx = Vertx.vertx();
    private final IntakeServer server;
    private final String deployment;

    TestingIntake(ConnectionLimits limits, String... trustedProxies) throws Exception {
        this(limits, null, List.of(), trustedProxies);
    }

    /** One that speaks TLS, and whose account asks for a certificate with one of these names, if there are any. */
    TestingIntake(ConnectionLimits limits, @Nullable TlsConfig tls, List<String> clientNames, String... trustedProxies)
            throws Exception {
        RunningAccount account = result(TestingAccounts.start(vertx, config(clientNames), manifest(), new Provider()));
        Clock clock = Clock.systemUTC();
        server = new IntakeServer(
                "127.0.0.1",
                0,
                tls,
                limits,
                metrics.servers().intake(),
                () -> new NotificationRoute(
                        path -> Optional.of(account).filter(found -> "/notify".equals(path)),
                        new NotificationIntake(
                                new Inbox(
                                        new GroupCommit<>(
                                                COMMITS,
                                                NewNotification::account,
                                                batch -> store.apply(batch),
                                                (entries, took) -> {}),
                                        () -> {}),
                                new SourceLimit(STILL),
                                new CredentialUses(uses -> Future.succeededFuture()),
                                new LogLimit(STILL)),
                        new RequestBody(() -> MAX_BODY, limits.body()),
                        new BodyRoom(ROOM),
                        new SenderAddress(() -> List.of(trustedProxies)),
                        new Farewell(vertx, limits.farewell()),
                        new IntakeBooks(metrics, answers, clock)));
        deployment = result(vertx.deployVerticle(server));
    }

    RawConnection connect() throws Exception {
        return new RawConnection(server.port());
    }

    Future<List<Boolean>> keep(List<NewNotification> batch) {
        stored.addAll(batch);
        return Future.succeededFuture(batch.stream().map(notification -> true).toList());
    }

    int port() {
        return server.port();
    }

    Future<Void> renew(TlsConfig tls) {
        return server.renew(tls);
    }

    Future<Void> stop() {
        return vertx.undeploy(deployment);
    }

    @Override
    public void close() throws Exception {
        result(vertx.close());
        metrics.close();
    }

    static <T> T result(Future<T> future) throws Exception {
        return future.toCompletionStage().toCompletableFuture().get(60, TimeUnit.SECONDS);
    }

    private static AccountConfig config(List<String> clientNames) {
        return new AccountConfig(
                "shop",
                "merchant",
                "testing",
                "/notify",
                clientNames,
                false,
                new JsonObject(),
                Map.of(),
                new AccountConfig.Policy(0, Duration.ofMinutes(15), null, false),
                WhenBlocking.WORKER,
                Map.of(),
                RetentionConfig.OfAccount.AS_ALL);
    }

    private static ProviderManifest manifest() {
        return new ProviderManifest(
                "1.0",
                SpiRange.builtFor("1.0"),
                new JsonObject(),
                Set.of("POST", "PUT"),
                Duration.ofDays(1),
                KeySource.EVENT_ID,
                Set.of(),
                Set.of(),
                List.of());
    }

    /** Believes the header {@code Key: right}; whoever sends none is unverified. */
    private static final class Provider implements PaymentProvider {

        private static final Acknowledgement THANKS = new Acknowledgement(
                200, Map.of("Content-Length", "1", "Connection", "upgrade"), Buffer.buffer("thanks"));

        @Override
        public Verification authenticate(InboundNotification inbound) {
            String key = inbound.header("Key").orElse("");
            return switch (key) {
                case "" -> Verification.unverified();
                case "right" -> Verification.verified("key");
                default -> throw ProviderException.unauthenticated("wrong key");
            };
        }

        @Override
        public List<NotificationItem> parse(InboundNotification inbound, Verification verification) {
            return List.of(NotificationItem.payment(inbound.json().encode(), "1", "payment"));
        }

        @Override
        public Acknowledgement acknowledge(InboundNotification inbound, IntakeOutcome outcome) {
            if (inbound.header("Split").isPresent()) {
                return new Acknowledgement(200, Map.of("X-Split", "a\r\nb: c"), Buffer.buffer());
            }
            return outcome.isSuccess() ? THANKS : Acknowledgement.standard(outcome, 200);
        }

        @Override
        public Future<List<PaymentObservation>> reconcile(ReconciliationWork work, PaymentStore store) {
            return Future.failedFuture("not asked for");
        }
    }
}
