package io.quittance.simulation;

import io.quittance.spi.simulator.ProviderSimulator;
import io.quittance.spi.simulator.Sale;
import io.quittance.spi.simulator.SimulatorEnvironment;
import io.quittance.spi.simulator.Tally;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.util.function.Supplier;

/** A simulated provider that runs. Whatever is asked of it, from any thread, happens on one event loop. */
public final class Simulator implements ProviderSimulator {

    private final Context loop;
    private final SimulatedProvider provider;
    private final Conditions conditions;
    private final Counts counts;
    private final Pace pace;
    private final Mailbox mailbox;
    private final ApiFront api;
    private final Theatre theatre;
    private volatile String accountId = "";

    /** Runs on the loop, so that what is made here belongs to it. */
    private Simulator(Context loop, SimulatorEnvironment environment, SimulatedProvider provider) {
        Vertx vertx = environment.vertx();
        Chance chance = new Chance(environment.seed());
        this.loop = loop;
        this.provider = provider;
        this.conditions = new Conditions(environment.faults());
        this.counts = new Counts();
        this.pace = new Pace(vertx);
        this.mailbox = new Mailbox(vertx);
        this.api = new ApiFront(conditions, chance.of("api"), pace, counts, environment.clock());
        this.theatre = new Theatre(
                chance.of("lives"),
                pace,
                new Postman(provider, mailbox, conditions, chance.of("post"), pace, counts, environment.clock()));
    }

    /** Starts a provider; its API listens when the Future completes. */
    public static Future<ProviderSimulator> start(SimulatorEnvironment environment, SimulatedProvider provider) {
        Context loop = environment.vertx().getOrCreateContext();
        return on(loop, () -> {
            Simulator simulator = new Simulator(loop, environment, provider);
            return simulator.api.listen(environment.vertx(), provider).map(listening -> simulator);
        });
    }

    @Override
    public JsonObject settings() {
        return provider.settings(api.address());
    }

    @Override
    public void connect(URI intake, String account) {
        mailbox.moveTo(intake);
        accountId = account;
    }

    @Override
    public Future<Void> begin(Sale sale) {
        return on(loop, () -> theatre.play(sale.reference(), chance -> provider.script(sale, accountId, chance)));
    }

    @Override
    public void calmDown() {
        conditions.calmDown();
        loop.runOnContext(called -> pace.hurry());
    }

    @Override
    public Tally tally() {
        return counts.tally();
    }

    @Override
    public Future<Void> close() {
        return on(loop, () -> {
            pace.end();
            mailbox.close();
            return api.close();
        });
    }

    private static <T> Future<T> on(Context loop, Supplier<Future<T>> action) {
        Promise<T> done = Promise.promise();
        loop.runOnContext(called ->
                Future.succeededFuture().compose(begun -> action.get()).onComplete(done));
        return done.future();
    }
}
