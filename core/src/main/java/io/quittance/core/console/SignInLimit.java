package io.quittance.core.console;

import io.quittance.core.intake.SourceNetwork;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Bounds how fast tokens can be guessed: after so many refusals within a minute, nothing is tried any more from there until the
 * minute is over, not even what is right. Others are not concerned. May be used from any thread.
 */
public final class SignInLimit {

    /** Refusals a minute for one address, or one network of IPv6 (/64). */
    public static final int MOST = 10;

    /** What the refusals are counted over. */
    public static final Duration WINDOW = Duration.ofMinutes(1);

    /** Those that were refused first are forgotten, if there are more. */
    private static final int MOST_NETWORKS = 10_000;

    private final Clock clock;
    private final Map<String, Integer> refusals = new LinkedHashMap<>();
    private Instant until = Instant.MIN;

    /** Nothing was refused yet. */
    public SignInLimit(Clock clock) {
        this.clock = clock;
    }

    /** Whether somebody at an address may try. */
    public synchronized boolean allows(String address) {
        forget();
        return refusals.getOrDefault(SourceNetwork.of(address), 0) < MOST;
    }

    /** Somebody at an address was refused. */
    public synchronized void refused(String address) {
        forget();
        refusals.merge(SourceNetwork.of(address), 1, Integer::sum);
        if (refusals.size() > MOST_NETWORKS) {
            refusals.remove(refusals.keySet().iterator().next());
        }
    }

    private void forget() {
        Instant now = clock.instant();
        if (!now.isBefore(until)) {
            until = now.plus(WINDOW);
            refusals.clear();
        }
    }
}
