package io.quittance.core.http;

import io.quittance.core.config.IntakeConfig;
import io.quittance.core.intake.CredentialUses;
import io.quittance.core.intake.Inbox;
import io.quittance.core.intake.NotificationIntake;
import io.quittance.core.intake.SourceLimit;
import io.quittance.core.plugin.RunningAccount;
import io.quittance.core.store.GroupCommit;
import io.quittance.core.store.InboxWriter;
import io.quittance.core.telemetry.GatewayMetrics;
import io.quittance.core.telemetry.LogLimit;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/** The intake on several event loops: each has its own server, inbox and commits, and all share one port. */
public final class IntakeServers {

    private static final GroupCommit.Limits LIMITS = new GroupCommit.Limits(256, 2, 10_000);
    private static final int MAX_LOOPS = 4;

    private final Vertx vertx;
    private final Function<String, Optional<RunningAccount>> accounts;
    private final Supplier<IntakeConfig> config;
    private final InboxWriter writer;
    private final Runnable wake;
    private final CredentialUses credentials;
    private final GatewayMetrics metrics;
    private final Clock clock;
    private final SourceLimit sources;
    private final LogLimit logs;
    private final List<String> deployments = new ArrayList<>();

    /**
     * Servers that are not listening yet.
     *
     * @param accounts finds the account of a path, at each request
     * @param config what is in force, at each request
     * @param wake is called whenever there is something to reconcile, from any event loop
     */
    public IntakeServers(
            Vertx vertx,
            Function<String, Optional<RunningAccount>> accounts,
            Supplier<IntakeConfig> config,
            InboxWriter writer,
            Runnable wake,
            CredentialUses credentials,
            GatewayMetrics metrics,
            Clock clock) {
        this.vertx = vertx;
        this.accounts = accounts;
        this.config = config;
        this.writer = writer;
        this.wake = wake;
        this.credentials = credentials;
        this.metrics = metrics;
        this.clock = clock;
        this.sources = new SourceLimit(clock);
        this.logs = new LogLimit(clock);
    }

    /** Begins to listen, and tells the port. */
    public Future<Integer> listen() {
        IntakeServer first = server(config.get().port());
        return deploy(first).compose(deployed -> listenToo(first.port()).map(first.port()));
    }

    /** Takes no more connections, and ends when the requests in flight are answered. */
    public Future<Void> close() {
        return Future.join(deployments.stream()
                        .filter(vertx.deploymentIDs()::contains)
                        .map(vertx::undeploy)
                        .toList())
                .mapEmpty();
    }

    private Future<Void> listenToo(int port) {
        int loops = Math.min(MAX_LOOPS, Math.max(1, Runtime.getRuntime().availableProcessors() / 2));
        List<Future<Void>> others = new ArrayList<>();
        for (int loop = 1; loop < loops; loop++) {
            others.add(deploy(server(port)));
        }
        return Future.all(others).mapEmpty();
    }

    private Future<Void> deploy(IntakeServer server) {
        return vertx.deployVerticle(server).onSuccess(deployments::add).mapEmpty();
    }

    private IntakeServer server(int port) {
        return new IntakeServer(
                config.get().host(),
                port,
                IntakeLimits.DEFAULT,
                () -> new NotificationRoute(
                        accounts,
                        new NotificationIntake(inbox(), sources, credentials, logs),
                        new RequestBody(vertx, () -> config.get().maxBodyBytes(), IntakeLimits.DEFAULT.body()),
                        new SenderAddress(() -> config.get().trustedProxies()),
                        new Farewell(vertx, IntakeLimits.DEFAULT.farewell()),
                        metrics,
                        clock));
    }

    private Inbox inbox() {
        return new Inbox(new GroupCommit<>(LIMITS, writer::write, metrics::batchCommitted), wake);
    }
}
