package io.quittance.core.plugin;

import io.vertx.core.Future;

/**
 * What is lent to the provider of one account and taken back when it closes.
 *
 * @param guard the way into its code
 * @param timers the timers it set
 * @param http its calls
 */
record AccountResources(PluginGuard guard, AccountTimers timers, AccountHttp http) {

    /** Ends everything; calls that are under way fail. */
    Future<Void> close() {
        timers.close();
        http.close();
        return guard.end();
    }
}
