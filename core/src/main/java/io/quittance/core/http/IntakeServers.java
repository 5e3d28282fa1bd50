package io.quittance.core.http;

import io.quittance.core.config.IntakeConfig;
import io.quittance.core.config.TlsConfig;
import io.quittance.core.intake.CredentialUses;
import io.quittance.core.intake.Inbox;
import io.quittance.core.intake.NotificationIntake;
import io.quittance.core.intake.SourceLimit;
import io.quittance.core.plugin.RunningAccount;
import io.quittance.core.store.GroupCommit;
import io.quittance.core.store.NewNotification;
import io.quittance.core.store.NotificationLog;
import io.quittance.core.telemetry.LogLimit;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The intake on several event loops: each has its own server, inbox and commits, and all share one port. */
public final class IntakeServers {

    /** How notifications share commits, on each event loop. */
    public static final GroupCommit.Limits LIMITS = new GroupCommit.Limits(256, 2, 10_000);

    private static final int MAX_LOOPS = 4;

    private final Vertx vertx;
    private final InForce inForce;
    private final NotificationLog log;
    private final GroupCommit.Limits limits;
    private final Runnable wake;
    private final CredentialUses credentials;
    private final IntakeBooks books;
    private final SourceLimit sources;
    private final LogLimit logs;
    private final List<IntakeServer> servers = new ArrayList<>();
    private final List<String> deployments = new ArrayList<>();

    /**
     * Servers that are not listening yet.
     *
     * @param inForce is asked at each request
     * @param wake is called whenever there is something to reconcile, from any event loop
     */
    public IntakeServers(
            Vertx vertx,
            InForce inForce,
            NotificationLog log,
            Runnable wake,
            CredentialUses credentials,
            IntakeBooks books) {
        this(vertx, inForce, log, LIMITS, wake, credentials, books);
    }

    /**
     * Servers that are not listening yet.
     *
     * @param inForce is asked at each request
     * @param limits how notifications share commits, on each event loop
     * @param wake is called whenever there is something to reconcile, from any event loop
     */
    public IntakeServers(
            Vertx vertx,
            InForce inForce,
            NotificationLog log,
            GroupCommit.Limits limits,
            Runnable wake,
            CredentialUses credentials,
            IntakeBooks books) {
        this.vertx = vertx;
        this.inForce = inForce;
        this.log = log;
        this.limits = limits;
        this.wake = wake;
        this.credentials = credentials;
        this.books = books;
        this.sources = new SourceLimit(books.clock());
        this.logs = new LogLimit(books.clock());
    }

    /** What requests are answered by at a time. May be asked from any event loop. */
    public interface InForce {

        /** The account of a path. */
        Optional<RunningAccount> account(String path);

        /** How the intake is configured. */
        IntakeConfig config();
    }

    /** Begins to listen, and tells the port. */
    public Future<Integer> listen() {
        IntakeServer first = server(inForce.config().port());
        return deploy(first).compose(deployed -> listenToo(first.port()).map(first.port()));
    }

    /** Shows the certificate that is in force now to whoever connects from here on. */
    public Future<Void> renewCertificate() {
        TlsConfig tls = inForce.config().tls();
        return tls == null
                ? Future.succeededFuture()
                : Future.join(servers.stream().map(server -> server.renew(tls)).toList())
                        .mapEmpty();
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
        servers.add(server);
        return vertx.deployVerticle(server).onSuccess(deployments::add).mapEmpty();
    }

    private IntakeServer server(int port) {
        return new IntakeServer(
                inForce.config().host(),
                port,
                inForce.config().tls(),
                ConnectionLimits.DEFAULT,
                books.metrics().servers().intake(),
                () -> new NotificationRoute(
                        inForce::account,
                        new NotificationIntake(inbox(), sources, credentials, logs),
                        new RequestBody(() -> inForce.config().maxBodyBytes(), ConnectionLimits.DEFAULT.body()),
                        BodyRoom.forBodiesOf(inForce.config().maxBodyBytes()),
                        new SenderAddress(() -> inForce.config().trustedProxies()),
                        new Farewell(vertx, ConnectionLimits.DEFAULT.farewell()),
                        books));
    }

    private Inbox inbox() {
        return new Inbox(
                new GroupCommit<>(limits, NewNotification::account, log::write, books.metrics()::batchCommitted), wake);
    }
}
