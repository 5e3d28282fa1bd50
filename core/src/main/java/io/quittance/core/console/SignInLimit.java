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

    /** Refusals a minute for one address, or one network of IPv6 (/64), where people type. */
    public static final int OF_PEOPLE = 10;

    /** The same where programs ask, one of which may go on with a token that holds no more beside others. */
    public static final int OF_PROGRAMS = 60;

    /** What the refusals are counted over. */
    public static final Duration WINDOW = Duration.ofMinutes(1);

    /** Those that were refused first are forgotten, if there are more. */
    private static final int MOST_NETWORKS = 10_000;

    private final Clock clock;
    private final int most;
    private final Map<String, Integer> refusals = new LinkedHashMap<>();
    private Instant until = Instant.MIN;

    /**
     * Nothing was refused yet.
     *
     * @param most refusals a minute for each
     */
    public SignInLimit(Clock clock, int most) {
        this.clock = clock;
        this.most = most;
    }

    /** Whether somebody at an address may try. */
    public synchronized boolean allows(String address) {
        forget();
        return refusals.getOrDefault(SourceNetwork.of(address), 0) < most;
    }

    /**
     * Somebody at an address was refused.
     *
     * @return whether this was the last that is allowed within the minute
     */
    public synchronized boolean refused(String address) {
        forget();
        int now = refusals.merge(SourceNetwork.of(address), 1, Integer::sum);
        if (refusals.size() > MOST_NETWORKS) {
            refusals.remove(refusals.keySet().iterator().next());
        }
        return now == most;
    }

    private void forget() {
        Instant now = clock.instant();
        if (!now.isBefore(until)) {
            until = now.plus(WINDOW);
            refusals.clear();
        }
    }
}
