package io.quittance.core.plugin;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.PoolOptions;
import java.time.Duration;

/** The event loop of one account, with the HTTP client that runs on it. Timers set on it end with it. */
final class AccountLoop extends VerticleBase {

    private static final int CONNECTIONS_PER_HOST = 50;

    private final HttpClient client;

    private AccountLoop(HttpClient client) {
        this.client = client;
    }

    static Future<AccountLoop> start(Vertx vertx) {
        // Never offers compression, so that an answer is at most as long as what is read of it.
        HttpClientOptions options = new HttpClientOptions().setName("provider-calls");
        PoolOptions pool = new PoolOptions().setHttp1MaxSize(CONNECTIONS_PER_HOST);
        AccountLoop loop = new AccountLoop(vertx.createHttpClient(options, pool));
        return vertx.deployVerticle(loop).map(loop);
    }

    Context context() {
        return context;
    }

    /** The context that answers go back to. */
    Context callersContext() {
        return vertx.getOrCreateContext();
    }

    HttpClient client() {
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
        return client.close();
    }
}
