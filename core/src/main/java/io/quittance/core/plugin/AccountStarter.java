package io.quittance.core.plugin;

import io.quittance.core.config.AccountConfig;
import io.quittance.core.config.ConfigurationException;
import io.quittance.core.config.Problem;
import io.quittance.core.telemetry.GatewayMetrics;
import io.quittance.spi.PaymentProvider;
import io.quittance.spi.ProviderContext;
import io.quittance.spi.ProviderException;
import io.quittance.spi.Secret;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Clock;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;

/** Creates the provider of an account with what is lent to it. What goes wrong is a problem of the configuration. */
final class AccountStarter {

    private final LoadedPlugins plugins;
    private final Vertx vertx;
    private final Clock clock;
    private final GatewayMetrics metrics;
    private final PluginWatch watch;
    private final Function<String, Answers> answers;

    /**
     * Starts accounts of these plugins.
     *
     * @param answers to each account, by its id
     */
    AccountStarter(
            LoadedPlugins plugins,
            Vertx vertx,
            Clock clock,
            GatewayMetrics metrics,
            PluginWatch watch,
            Function<String, Answers> answers) {
        this.plugins = plugins;
        this.vertx = vertx;
        this.clock = clock;
        this.metrics = metrics;
        this.watch = watch;
        this.answers = answers;
    }

    /**
     * The running account, or a {@link ConfigurationException}.
     *
     * @param pointer JSON pointer of the account
     */
    Future<RunningAccount> start(AccountConfig config, String pointer) {
        Optional<LoadedPlugin> plugin = plugins.find(config.provider());
        if (plugin.isEmpty()) {
            return Future.failedFuture(problem(pointer + "/provider", plugins.explainMissing(config.provider())));
        }
        AllowedHosts hosts;
        try {
            hosts = AllowedHosts.of(plugin.get().manifest(), config.settings(), pointer + "/settings");
        } catch (ConfigurationException e) {
            return Future.failedFuture(e);
        }
        return guard(config, plugin.get())
                .map(guard -> resources(config, hosts, guard))
                .compose(resources -> start(config, plugin.get(), resources, pointer));
    }

    private Future<PluginGuard> guard(AccountConfig config, LoadedPlugin plugin) {
        Isolation isolation = new Isolation(config, metrics, clock);
        return AccountLoop.start(vertx)
                .compose(loop -> AccountWorker.start(vertx, config.id())
                        .map(worker -> new PluginGuard(loop, worker, isolation, watch, plugin.loader())));
    }

    private AccountResources resources(AccountConfig config, AllowedHosts hosts, PluginGuard guard) {
        CallBudget budget = new CallBudget(guard.loop(), clock, CallBudget.Size.DEFAULT);
        CallMetrics calls = new CallMetrics(config.id(), metrics, clock);
        AccountHttp http = new AccountHttp(guard, hosts, budget, HttpLimits.DEFAULT, calls, answers.apply(config.id()));
        return new AccountResources(guard, new AccountTimers(config.id(), guard), http);
    }

    private Future<RunningAccount> start(
            AccountConfig config, LoadedPlugin plugin, AccountResources resources, String pointer) {
        ProviderContext context = new AccountContext(config, clock, resources.timers(), resources.http());
        // The SPI promises a start-up thread: a factory may take its time, and reads classes from disk.
        return vertx.executeBlocking(() -> create(config, plugin, context, resources, pointer), false)
                .map(Objects::requireNonNull)
                .recover(failure -> resources.close().transform(closed -> Future.failedFuture(failure)));
    }

    @SuppressWarnings("checkstyle:IllegalCatch") // Whatever a plugin throws, the other accounts are tried as well.
    private static RunningAccount create(
            AccountConfig config,
            LoadedPlugin plugin,
            ProviderContext context,
            AccountResources resources,
            String pointer) {
        String settings = pointer + "/settings";
        try (ContextClassLoaderSwap ignored = ContextClassLoaderSwap.to(plugin.loader())) {
            PaymentProvider provider = plugin.factory().create(config.settings().copy(), context);
            if (provider == null) {
                throw problem(settings, plugin.fileName() + " is at fault: create() returns null");
            }
            return new RunningAccount(config, plugin.manifest(), provider, resources);
        } catch (ConfigurationException e) {
            throw e;
        } catch (ProviderException e) {
            throw problem(settings, withoutSecrets(config, String.valueOf(e.getMessage())));
        } catch (Throwable thrown) {
            PluginFault fault = new PluginFault(withoutSecrets(config, PluginFault.words(thrown)));
            throw problem(settings, plugin.fileName() + " is at fault: " + fault.reason());
        }
    }

    /** A plugin must not quote secrets, but what it calls may, for example a parser that shows its input. */
    private static String withoutSecrets(AccountConfig config, String text) {
        String clean = text;
        for (Secret secret : config.secrets().values()) {
            for (String value : secret.values()) {
                clean = clean.replace(value, secret.toString());
            }
        }
        return clean;
    }

    private static ConfigurationException problem(String pointer, String message) {
        return new ConfigurationException(List.of(new Problem(pointer, message)));
    }
}
