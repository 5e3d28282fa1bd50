package io.quittance.core.console;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/**
 * Bounds how fast tokens can be guessed: after so many refusals within a minute, nothing is tried any more until the minute is
 * over, not even what is right. May be used from any thread.
 */
public final class SignInLimit {

    /** Refusals a minute for one address. */
    public static final int MOST_OF_ONE = 10;

    /** Refusals a minute for all addresses. */
    static final int MOST_OF_ALL = 200;

    /** What the refusals are counted over. */
    public static final Duration WINDOW = Duration.ofMinutes(1);

    private final Clock clock;
    private final Map<String, Integer> refusals = new HashMap<>();
    private Instant until = Instant.MIN;
    private int all;

    /** Nothing was refused yet. */
    public SignInLimit(Clock clock) {
        this.clock = clock;
    }

    /** Whether somebody at an address may try. */
    public synchronized boolean allows(String address) {
        forget();
        return all < MOST_OF_ALL && refusals.getOrDefault(address, 0) < MOST_OF_ONE;
    }

    /** Somebody at an address was refused. */
    public synchronized void refused(String address) {
        forget();
        all++;
        refusals.merge(address, 1, Integer::sum);
    }

    private void forget() {
        Instant now = clock.instant();
        if (!now.isBefore(until)) {
            until = now.plus(WINDOW);
            all = 0;
            refusals.clear();
        }
    }
}
