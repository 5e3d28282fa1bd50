package io.quittance.core.plugin;

/** Tokens that come back at a steady rate, up to a burst. Times are milliseconds of one clock, passed in. */
public final class TokenBucket {

    /** Parts of a token, so that a millisecond's worth of any whole rate per second is a whole number of parts. */
    private static final long PARTS = 1_000;

    private final int perSecond;
    private final int burst;
    private long parts;
    private long refilledAt;

    /** A full bucket. */
    public TokenBucket(int perSecond, int burst, long now) {
        this.perSecond = perSecond;
        this.burst = burst;
        this.parts = burst * PARTS;
        this.refilledAt = now;
    }

    /** Takes a token if there is one. */
    public boolean tryTake(long now) {
        refill(now);
        if (parts < PARTS) {
            return false;
        }
        parts -= PARTS;
        return true;
    }

    /** How long until there is a token; 0 if there is one. */
    public long millisUntilNext(long now) {
        refill(now);
        long missing = Math.max(0, PARTS - parts);
        return (missing + perSecond - 1) / perSecond;
    }

    /** A clock that is set back brings no tokens and takes none. */
    private void refill(long now) {
        long elapsed = Math.min(Math.max(0, now - refilledAt), millisToFill());
        parts = Math.min(burst * PARTS, parts + elapsed * perSecond);
        refilledAt = now;
    }

    private long millisToFill() {
        return burst * PARTS / perSecond + 1;
    }
}
