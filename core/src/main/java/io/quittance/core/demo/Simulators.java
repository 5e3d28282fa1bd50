package io.quittance.core.demo;

import io.quittance.spi.simulator.ProviderSimulator;
import io.quittance.spi.simulator.ProviderSimulatorFactory;
import io.quittance.spi.simulator.Sale;
import io.quittance.spi.simulator.SimulatorEnvironment;
import io.quittance.spi.simulator.Tally;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.util.List;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** The running simulators, by the provider that each plays. May be used from any thread. */
public final class Simulators {

    private final SortedMap<String, ProviderSimulator> byProvider;
    private final AtomicReference<@Nullable Future<Void>> closing = new AtomicReference<>();

    private Simulators(SortedMap<String, ProviderSimulator> byProvider) {
        this.byProvider = byProvider;
    }

    /** Starts one of each; all or none. */
    public static Future<Simulators> start(List<ProviderSimulatorFactory> factories, SimulatorEnvironment environment) {
        ConcurrentHashMap<String, ProviderSimulator> started = new ConcurrentHashMap<>();
        List<Future<ProviderSimulator>> starting = factories.stream()
                .map(factory -> Future.succeededFuture()
                        .compose(begin -> factory.start(environment))
                        .onSuccess(simulator -> started.put(factory.provider(), simulator)))
                .toList();
        return Future.join(starting)
                .map(all -> new Simulators(new TreeMap<>(started)))
                .recover(failure -> new Simulators(new TreeMap<>(started))
                        .close()
                        .transform(closed -> Future.failedFuture(failure)));
    }

    /** Their providers' names. */
    List<String> providers() {
        return List.copyOf(byProvider.keySet());
    }

    /** The settings of an account at one of them. */
    JsonObject settings(String provider) {
        return of(provider).settings();
    }

    /** Tells all of them where the gateway takes notifications. */
    public void connect(URI intake) {
        byProvider.forEach((provider, simulator) -> {
            DemoAccount account = new DemoAccount(provider);
            simulator.connect(account.address(intake), account.id());
        });
    }

    /** Begins a sale at a provider; completes when the provider has told the last of it. */
    Future<Void> begin(String provider, Sale sale) {
        return Future.succeededFuture().compose(begin -> of(provider).begin(sale));
    }

    /** Nothing goes wrong any more. */
    void calmDown() {
        byProvider.values().forEach(ProviderSimulator::calmDown);
    }

    /** What all of them together sent so far. */
    Tally tally() {
        return byProvider.values().stream().map(ProviderSimulator::tally).reduce(Ledger.NOTHING, Ledger::plus);
    }

    /** Ends all of them, once; whoever asks again gets the same answer. */
    public Future<Void> close() {
        Future<Void> before = closing.get();
        if (before != null) {
            return before;
        }
        Future<Void> closed = Future.join(byProvider.values().stream()
                        .map(ProviderSimulator::close)
                        .toList())
                .mapEmpty();
        closing.set(closed);
        return closed;
    }

    private ProviderSimulator of(String provider) {
        return Objects.requireNonNull(byProvider.get(provider), provider);
    }
}
