package io.quittance.core.plugin;

import io.quittance.core.config.AccountConfig;
import io.quittance.core.config.AccountConfig.Answer;
import io.quittance.core.config.WhenBlocking;
import io.quittance.core.telemetry.GatewayMetrics;
import io.quittance.core.testing.FakeProvider;
import io.quittance.spi.IntakeOutcome;
import io.quittance.spi.PaymentProvider;
import io.quittance.spi.PaymentProviderFactory;
import io.quittance.spi.ProviderContext;
import io.quittance.spi.ProviderManifest;
import io.quittance.spi.ProviderManifest.KeySource;
import io.quittance.spi.SpiRange;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Running accounts of providers that tests wrote, without jars. All are of the merchant {@code merchant}. */
public final class TestingAccounts {

    private TestingAccounts() {}

    /** Starts an account for each of these, with its key as id, and waits for them. */
    public static AccountRegistry start(Vertx vertx, Clock clock, Map<String, ? extends PaymentProvider> providers)
            throws TimeoutException {
        return start(vertx, clock, providers, Map.of());
    }

    /** The same with configured answers. */
    public static AccountRegistry start(
            Vertx vertx,
            Clock clock,
            Map<String, ? extends PaymentProvider> providers,
            Map<IntakeOutcome, Answer> answers)
            throws TimeoutException {
        return start(vertx, clock, new Factory(Map.copyOf(providers), KeySource.EVENT_ID), answers);
    }

    /** The same for providers whose keys derive from the content. */
    public static AccountRegistry startWithContentKeys(
            Vertx vertx, Clock clock, Map<String, ? extends PaymentProvider> providers) throws TimeoutException {
        return start(vertx, clock, new Factory(Map.copyOf(providers), KeySource.CONTENT), Map.of());
    }

    /**
     * The same with a watch over them.
     *
     * @param api that they may call
     */
    static AccountRegistry startWatched(
            Vertx vertx,
            GatewayMetrics metrics,
            PluginWatch watch,
            WhenBlocking whenBlocking,
            URI api,
            Map<String, ? extends PaymentProvider> providers)
            throws TimeoutException {
        Factory factory = new Factory(Map.copyOf(providers), KeySource.EVENT_ID);
        List<AccountConfig> accounts = providers.keySet().stream()
                .map(id -> config(id, new JsonObject().put("api", api.toString()), whenBlocking, Map.of()))
                .toList();
        return AccountRegistry.start(accounts, plugins(factory), vertx, Clock.systemUTC(), metrics, watch)
                .await(30, TimeUnit.SECONDS);
    }

    /** A plugin with the provider {@code testing}; each account of it, by id, gets one of these. */
    public static LoadedPlugins plugins(Map<String, ? extends PaymentProvider> providers) {
        return plugins(new Factory(Map.copyOf(providers), KeySource.EVENT_ID));
    }

    private static AccountRegistry start(Vertx vertx, Clock clock, Factory factory, Map<IntakeOutcome, Answer> answers)
            throws TimeoutException {
        List<AccountConfig> accounts = factory.providers().keySet().stream()
                .map(id -> config(id, answers))
                .toList();
        Future<AccountRegistry> started = AccountRegistry.start(
                accounts, plugins(factory), vertx, clock, new GatewayMetrics(), new PluginWatch());
        return started.await(30, TimeUnit.SECONDS);
    }

    private static LoadedPlugins plugins(Factory factory) {
        LoadedPlugin plugin = new LoadedPlugin(
                factory,
                factory.name(),
                factory.manifest(),
                Path.of("testing.jar"),
                new PluginClassLoader("testing", new JarCopies(Path.of("no directory"), List.of(), "none")));
        return new LoadedPlugins(List.of(plugin), List.of());
    }

    /** One account with its own manifest, that may call nobody. */
    public static Future<RunningAccount> start(
            Vertx vertx, AccountConfig config, ProviderManifest manifest, PaymentProvider provider) {
        Clock clock = Clock.systemUTC();
        return AccountLoop.start(vertx).compose(loop -> guard(vertx, loop)).map(guard -> {
            CallBudget budget = new CallBudget(guard.loop(), clock, CallBudget.Size.DEFAULT);
            CallMetrics calls = new CallMetrics(config.id(), new GatewayMetrics(), clock);
            AccountHttp http = new AccountHttp(
                    guard, new AllowedHosts(Set.of()), budget, HttpLimits.DEFAULT, calls, Answers.ASKED);
            AccountResources resources = new AccountResources(guard, new AccountTimers(config.id(), guard), http);
            return new RunningAccount(config, manifest, provider, resources);
        });
    }

    /** The way into a plugin on this loop, that nobody watches. */
    static Future<PluginGuard> guard(Vertx vertx, AccountLoop loop) {
        Isolation isolation = new Isolation(config("account", Map.of()), new GatewayMetrics(), Clock.systemUTC());
        return AccountWorker.start(vertx, "account")
                .map(worker -> new PluginGuard(
                        loop, worker, isolation, new PluginWatch(), TestingAccounts.class.getClassLoader()));
    }

    private static AccountConfig config(String id, Map<IntakeOutcome, Answer> answers) {
        return config(id, new JsonObject(), WhenBlocking.WORKER, answers);
    }

    private static AccountConfig config(
            String id, JsonObject settings, WhenBlocking whenBlocking, Map<IntakeOutcome, Answer> answers) {
        return new AccountConfig(
                id,
                "merchant",
                "testing",
                "/" + id,
                false,
                settings,
                Map.of(),
                new AccountConfig.Policy(0, Duration.ofMinutes(15), null, false),
                whenBlocking,
                answers);
    }

    private record Factory(Map<String, PaymentProvider> providers, KeySource keySource)
            implements PaymentProviderFactory {

        @Override
        public String name() {
            return "testing";
        }

        @Override
        public ProviderManifest manifest() {
            return new ProviderManifest(
                    "1.0.0",
                    SpiRange.builtFor("1.0"),
                    new JsonObject(),
                    Set.of("POST"),
                    Duration.ofHours(1),
                    keySource,
                    Set.of("X-Signature"),
                    Set.of(),
                    List.of("api"));
        }

        @Override
        public PaymentProvider create(JsonObject settings, ProviderContext context) {
            PaymentProvider provider = providers.get(context.accountId());
            return provider instanceof FakeProvider fake ? fake.lent(context) : provider;
        }
    }
}
