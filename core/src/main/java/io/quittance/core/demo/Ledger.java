package io.quittance.core.demo;

import io.quittance.spi.simulator.Tally;

/**
 * The sums of a demo.
 *
 * @param sent notifications that the providers sent at least once
 * @param acknowledged those of them that got the acknowledgement that their provider wants
 * @param expected orders whose end was promised
 * @param settled those of them that are at that end
 */
public record Ledger(long sent, long acknowledged, long expected, long settled) {

    /** Before anything happened. */
    public static final Ledger EMPTY = new Ledger(0, 0, 0, 0);

    /** That of nothing that was sent. */
    public static final Tally NOTHING = new Tally(0, 0, 0, 0, 0, 0);

    static Ledger of(Tally tally, long expected, long settled) {
        return new Ledger(tally.sent(), tally.acknowledged(), expected, settled);
    }

    /** Both tallies together. */
    public static Tally plus(Tally one, Tally other) {
        return new Tally(
                one.sent() + other.sent(),
                one.acknowledged() + other.acknowledged(),
                one.attempts() + other.attempts(),
                one.hostile() + other.hostile(),
                one.hostileRefused() + other.hostileRefused(),
                one.apiCalls() + other.apiCalls());
    }

    /** Whether nothing is missing: no acknowledgement, and no order. */
    public boolean isBalanced() {
        return sent == acknowledged && expected == settled;
    }

    /** The line that tools read. */
    public String line() {
        return "ledger: sent " + sent + ", acknowledged " + acknowledged + ", expected " + expected + ", settled "
                + settled;
    }
}
