package io.quittance.core.plugin;

import io.quittance.core.config.AccountConfig;
import io.quittance.spi.ProviderContext;
import io.quittance.spi.ProviderHttp;
import io.quittance.spi.Secret;
import java.time.Clock;
import java.time.Duration;
import java.util.TreeSet;

/** What the gateway lends to the provider of one account. */
final class AccountContext implements ProviderContext {

    private final AccountConfig config;
    private final Clock clock;
    private final AccountTimers timers;
    private final ProviderHttp http;
    private final System.Logger logger;

    AccountContext(AccountConfig config, Clock clock, AccountTimers timers, ProviderHttp http) {
        this.config = config;
        this.clock = clock;
        this.timers = timers;
        this.http = http;
        this.logger = System.getLogger("io.quittance.account." + config.id());
    }

    @Override
    public String accountId() {
        return config.id();
    }

    @Override
    public boolean live() {
        return config.live();
    }

    @Override
    public Clock clock() {
        return clock;
    }

    @Override
    public Secret secret(String pointer) {
        Secret secret = config.secrets().get(pointer);
        if (secret == null) {
            throw new IllegalArgumentException("The settings hold no secret at " + pointer + ", only at "
                    + new TreeSet<>(config.secrets().keySet()));
        }
        return secret;
    }

    @Override
    public boolean hasSecret(String pointer) {
        return config.secrets().containsKey(pointer);
    }

    @Override
    public ProviderHttp http() {
        return http;
    }

    @Override
    public Runnable schedule(Duration delay, Runnable action) {
        return timers.schedule(delay, action);
    }

    @Override
    public System.Logger logger() {
        return logger;
    }
}
