package io.quittance.core.plugin;

import io.quittance.core.config.AccountConfig;
import io.quittance.core.telemetry.GatewayMetrics;
import io.quittance.spi.PaymentProvider;
import io.quittance.spi.ProviderManifest;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Clock;
import java.util.Set;

/** Running accounts of providers that come from no jar. */
public final class TestingAccounts {

    private TestingAccounts() {}

    /** An account that may call nobody. */
    public static Future<RunningAccount> start(
            Vertx vertx, AccountConfig config, ProviderManifest manifest, PaymentProvider provider) {
        Clock clock = Clock.systemUTC();
        return AccountLoop.start(vertx).map(loop -> {
            CallBudget budget = new CallBudget(loop, clock, CallBudget.Size.DEFAULT);
            CallMetrics calls = new CallMetrics(config.id(), new GatewayMetrics(), clock);
            AccountHttp http = new AccountHttp(loop, new AllowedHosts(Set.of()), budget, HttpLimits.DEFAULT, calls);
            AccountResources resources = new AccountResources(loop, new AccountTimers(config.id(), loop), http);
            return new RunningAccount(config, manifest, provider, resources);
        });
    }
}
