package io.quittance.core.plugin;

import io.vertx.core.Future;

/**
 * What is lent to the provider of one account and taken back when it closes.
 *
 * @param loop its event loop
 * @param timers the timers it set
 * @param http its calls
 */
record AccountResources(AccountLoop loop, AccountTimers timers, AccountHttp http) {

    /** Ends everything; calls that are under way fail. */
    Future<Void> close() {
        timers.close();
        http.close();
        return loop.end();
    }
}
