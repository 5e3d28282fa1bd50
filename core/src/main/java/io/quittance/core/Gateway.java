package io.quittance.core;

import static java.util.concurrent.TimeUnit.MILLISECONDS;

import io.quittance.core.Generation.Surroundings;
import io.quittance.core.config.ConfigurationException;
import io.quittance.core.config.GatewayConfig;
import io.quittance.core.config.IntakeConfig;
import io.quittance.core.http.IntakeBooks;
import io.quittance.core.http.IntakeServers;
import io.quittance.core.http.IntakeServers.InForce;
import io.quittance.core.http.ManagementServer;
import io.quittance.core.intake.AnswerLog;
import io.quittance.core.intake.CredentialUses;
import io.quittance.core.plugin.RunningAccount;
import io.quittance.core.store.AnswerStore;
import io.quittance.core.store.CredentialUseStore;
import io.quittance.core.store.Database;
import io.quittance.core.store.FreshStatistics;
import io.quittance.core.store.InboxWriter;
import io.quittance.core.store.NodeHints;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.util.Optional;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The running gateway: puts the parts together, starts them, and ends them in the order in which nothing is lost.
 *
 * <p>Both servers listen before the store is ready, so that a provider is told to come again rather than nothing.
 */
public final class Gateway {

    private static final Logger LOGGER = LoggerFactory.getLogger(Gateway.class);

    private static final long STEP_MILLIS = 3_000;
    private static final long CREDENTIALS_MILLIS = 5_000;
    private static final long ANSWERS_MILLIS = 1_000;
    private static final long READ_ONLY_MILLIS = 1_000;
    private static final long TIME_MILLIS = 1_000;
    private static final long STATISTICS_MILLIS = 2_000;
    private static final long READY_MILLIS = 5_000;

    private final Foundation foundation;
    private final Database database;
    private final Succession generations;
    private final StagedInbox inbox;
    private final Servers servers;
    private final NodeHints hints;
    private final CredentialUses credentials;
    private final AnswerLog answers;
    private volatile boolean prepared;
    private volatile long readiness;

    private Gateway(Foundation foundation) {
        this.foundation = foundation.withoutPlugins();
        this.database = foundation.database();
        this.hints = new NodeHints(foundation.vertx(), foundation.store().address());
        this.generations = new Succession(foundation, new Surroundings(hints::hint, this::publicBase, this::ready));
        this.credentials = new CredentialUses(new CredentialUseStore(database.general())::keep);
        this.answers = new AnswerLog(new AnswerStore(database.general())::keep, foundation.metrics());
        this.inbox = new StagedInbox(
                this.foundation,
                new InboxWriter(database.intake(), account -> current().comparesRepeats(account), database.seal()),
                () -> current().reconcile());
        IntakeServers intake = new IntakeServers(
                foundation.vertx(),
                new Current(),
                inbox,
                inbox::wake,
                credentials,
                new IntakeBooks(foundation.metrics(), foundation.tracing(), answers, foundation.clock()));
        ManagementServer management = new ManagementServer(
                foundation.vertx(),
                foundation.config().management().tls(),
                foundation.metrics().servers().management(),
                request -> current().management().handle(request));
        this.servers = new Servers(intake, management, foundation.metrics());
    }

    /**
     * Starts a gateway.
     *
     * @param announce is told the lines for standard output
     * @return completes when it is ready; fails if it never will be, and then everything it began is ended
     */
    public static Future<Gateway> start(Foundation foundation, Consumer<String> announce) {
        Gateway gateway = new Gateway(foundation);
        tellTransport(foundation.vertx());
        return gateway.generations
                .begin()
                .onSuccess(begun -> gateway.watch())
                .compose(begun -> gateway.inbox
                        .open()
                        .compose(opened -> gateway.servers.listen(foundation.config(), announce))
                        .compose(listening -> gateway.work())
                        .map(gateway)
                        .recover(failure -> gateway.close().transform(closed -> Future.failedFuture(failure))));
    }

    /**
     * Goes over to another configuration and other plugins, whole or not at all: everything of it is started before the first
     * request meets it. The one before finishes what it has begun, beside the new one, and is closed. Its plugins stay until the
     * next change, so that it can be gone back to. One change at a time.
     *
     * @param next its plugins are this gateway's if this succeeds, and stay the caller's if it fails
     * @return fails with a {@link ConfigurationException} if it cannot be used, otherwise if it cannot be used yet
     */
    public Future<Void> change(Configured next) {
        return generations
                .change(next)
                .compose(changed -> servers.renewCertificates(current().config()));
    }

    /** Goes back to the configuration before, as {@link io.quittance.core.http.ConfigurationDesk#rollBack} says. */
    Future<JsonObject> rollBack(String by) {
        return generations
                .rollBack(by)
                .compose(described ->
                        servers.renewCertificates(current().config()).map(described));
    }

    /** A change was wrong, so that whoever asks is told what is in the files and does not hold. */
    public void refused(ConfigurationException problems) {
        generations.refused(problems);
    }

    /** The intake's view of what is in force. */
    private final class Current implements InForce {

        @Override
        public Optional<RunningAccount> account(String path) {
            return current().findAccount(path);
        }

        @Override
        public IntakeConfig config() {
            return current().config().intake();
        }
    }

    private Generation current() {
        return generations.current();
    }

    private static void tellTransport(Vertx vertx) {
        LOGGER.atInfo()
                .addKeyValue("transport", vertx.isNativeTransportEnabled() ? "epoll" : "nio")
                .log("A transport is chosen");
    }

    private Future<Void> work() {
        return new StorePreparation(foundation)
                .prepare()
                .compose(ready -> generations.work())
                .compose(working -> {
                    prepared = true;
                    inbox.drain();
                    foundation.console().start();
                    foundation.vertx().setPeriodic(CREDENTIALS_MILLIS, tick -> credentials.keep());
                    foundation.vertx().setPeriodic(ANSWERS_MILLIS, tick -> answers.keep());
                    foundation.vertx().setPeriodic(READ_ONLY_MILLIS, tick -> database.leaveReadOnly());
                    FreshStatistics statistics = new FreshStatistics(database.housekeeping());
                    foundation.vertx().setPeriodic(STATISTICS_MILLIS, tick -> statistics.refresh());
                    foundation
                            .vertx()
                            .setPeriodic(
                                    TIME_MILLIS,
                                    tick -> foundation.time().ask().onSuccess(foundation.metrics()::machineClockAhead));
                    return hints.start(() -> current().hinted()).otherwiseEmpty();
                });
    }

    /** Stops accepting, finishes what is in flight, and lets go of everything; completes within seconds in any case. */
    public Future<Void> close() {
        foundation.vertx().cancelTimer(readiness);
        Generation last = generations.end();
        return step("feed", last.release())
                .compose(done -> Future.join(
                        step("intake", servers.closeIntake()), step("management", servers.closeManagement())))
                .compose(done -> Future.join(step("workers", last.finish()), step("retiring", generations.retired())))
                .compose(done -> Future.join(
                        step("accounts", generations.close()),
                        step("hints", hints.close()),
                        step("credentials", prepared ? credentials.keep() : Future.succeededFuture()),
                        step("answers", prepared ? answers.close() : Future.succeededFuture())))
                .compose(done -> Future.join(
                        step("staging", inbox.close()),
                        step("store", database.close()),
                        step("traces", foundation.tracing().close())))
                .<Void>mapEmpty()
                .onComplete(done -> foundation.watch().close());
    }

    /** Closes the plugins that {@link #close} did not come to in its time; once is enough. Blocks. */
    public void closePlugins() {
        generations.closePlugins();
    }

    private static Future<Void> step(String part, Future<Void> closing) {
        return closing.timeout(STEP_MILLIS, MILLISECONDS).recover(failure -> {
            LOGGER.atWarn()
                    .addKeyValue("part", part)
                    .addKeyValue("reason", failure.getClass().getName())
                    .log("A part is not closed in time");
            return Future.succeededFuture();
        });
    }

    private void watch() {
        foundation.watch().start();
        readiness =
                foundation.vertx().setPeriodic(READY_MILLIS, tick -> ready().onSuccess(foundation.metrics()::ready));
    }

    private URI publicBase(GatewayConfig config) {
        return servers.publicBase(config);
    }

    private Future<Boolean> ready() {
        if (inbox.acceptsWithoutStore()) {
            return Future.succeededFuture(true);
        }
        return prepared ? database.reachable() : Future.succeededFuture(false);
    }
}
