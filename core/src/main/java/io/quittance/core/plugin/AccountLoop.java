package io.quittance.core.plugin;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.Vertx;
import io.vertx.core.http.PoolOptions;
import io.vertx.ext.web.client.WebClient;
import io.vertx.ext.web.client.WebClientOptions;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** The event loop of one account, with the HTTP client that runs on it. Timers set on it end with it. */
final class AccountLoop extends VerticleBase {

    private static final int CONNECTIONS_PER_HOST = 50;

    private final WebClient client;

    private AccountLoop(WebClient client) {
        this.client = client;
    }

    static Future<AccountLoop> start(Vertx vertx) {
        return start(vertx, HttpLimits.DEFAULT.timeout());
    }

    /**
     * Starts a loop.
     *
     * @param silence after which a connection that is in use is closed; gives back those whose answer nobody reads
     */
    static Future<AccountLoop> start(Vertx vertx, Duration silence) {
        // Never offers compression, so that an answer is at most as long as what is read of it.
        WebClientOptions options = new WebClientOptions()
                .setName("provider-calls")
                .setFollowRedirects(false)
                .setUserAgentEnabled(false)
                .setIdleTimeoutUnit(TimeUnit.MILLISECONDS)
                .setReadIdleTimeout((int) silence.toMillis());
        PoolOptions pool = new PoolOptions().setHttp1MaxSize(CONNECTIONS_PER_HOST);
        AccountLoop loop = new AccountLoop(WebClient.create(vertx, options, pool));
        return vertx.deployVerticle(loop).map(loop);
    }

    Context context() {
        return context;
    }

    /** The context that answers go back to. */
    Context callersContext() {
        return vertx.getOrCreateContext();
    }

    WebClient client() {
        return client;
    }

    /** Runs an action on the loop, soon. */
    void execute(Runnable action) {
        context.runOnContext(ignored -> action.run());
    }

    /** Runs an action on the loop, later. To be called on the loop; returns what cancels it. */
    Runnable timer(Duration delay, Runnable action) {
        long timer = vertx.setTimer(Math.max(1, delay.toMillis()), ignored -> action.run());
        return () -> vertx.cancelTimer(timer);
    }

    /** Ends the timers and closes the connections. */
    Future<Void> end() {
        return vertx.undeploy(deploymentID());
    }

    @Override
    public Future<?> stop() {
        client.close();
        return Future.succeededFuture();
    }
}
