package io.quittance.core.intake;

import io.quittance.core.plugin.TokenBucket;
import io.quittance.spi.Verification;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How many notifications are stored for senders who prove nothing: so many a second from each source, counted for each
 * account, so that a flood fills neither the store nor the queue. May be called from any thread.
 *
 * <p>Remembers a bounded number of sources, those last heard. One that is forgotten starts afresh.
 */
public final class SourceLimit {

    private static final int PER_SECOND = 100;
    private static final int BURST = 200;
    private static final int MAX_SOURCES = 10_000;

    private final Clock clock;
    private final Map<Source, TokenBucket> buckets;

    /** The usual limit, by this clock. */
    public SourceLimit(Clock clock) {
        this(clock, MAX_SOURCES);
    }

    SourceLimit(Clock clock, int maxSources) {
        this.clock = clock;
        this.buckets = new Remembered(maxSources);
    }

    /**
     * Lets a notification pass, or not.
     *
     * @throws OverLimitException if the sender must come again later
     */
    Verification admit(String account, String address, Verification verification) {
        if (!verification.isVerified() && !isWithinLimit(new Source(account, SourceNetwork.of(address)))) {
            throw OverLimitException.INSTANCE;
        }
        return verification;
    }

    private synchronized boolean isWithinLimit(Source source) {
        long now = clock.millis();
        return buckets.computeIfAbsent(source, unknown -> new TokenBucket(PER_SECOND, BURST, now))
                .tryTake(now);
    }

    private record Source(String account, String network) {}

    /** In the order in which they were last heard. */
    private static final class Remembered extends LinkedHashMap<Source, TokenBucket> {

        private static final long serialVersionUID = 1L;
        private static final int INITIAL_CAPACITY = 16;
        private static final float LOAD_FACTOR = 0.75f;

        private final int max;

        private Remembered(int max) {
            super(INITIAL_CAPACITY, LOAD_FACTOR, true);
            this.max = max;
        }

        @Override
        protected boolean removeEldestEntry(Map.Entry<Source, TokenBucket> eldest) {
            return size() > max;
        }
    }

    /** Too many come from one source. */
    static final class OverLimitException extends RuntimeException {

        private static final long serialVersionUID = 1L;
        private static final OverLimitException INSTANCE = new OverLimitException();

        private OverLimitException() {
            super("Over " + PER_SECOND + " unverified notifications per second from one source", null, false, false);
        }
    }
}
