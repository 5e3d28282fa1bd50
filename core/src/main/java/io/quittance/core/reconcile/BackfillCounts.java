package io.quittance.core.reconcile;

/**
 * What became of listed payments. Each is new, changed, unchanged or failed.
 *
 * @param created those that were not known before
 * @param changed those of which something else is known now
 * @param unchanged those of which nothing else is known now
 * @param failed those that could not be decided
 * @param unmatched those of the first three that have no registered order
 */
public record BackfillCounts(long created, long changed, long unchanged, long failed, long unmatched) {

    /** No payment at all. */
    public static final BackfillCounts NONE = new BackfillCounts(0, 0, 0, 0, 0);

    static BackfillCounts ofNew(boolean isUnmatched) {
        return new BackfillCounts(1, 0, 0, 0, isUnmatched ? 1 : 0);
    }

    static BackfillCounts ofChanged(boolean isUnmatched) {
        return new BackfillCounts(0, 1, 0, 0, isUnmatched ? 1 : 0);
    }

    static BackfillCounts ofUnchanged(boolean isUnmatched) {
        return new BackfillCounts(0, 0, 1, 0, isUnmatched ? 1 : 0);
    }

    /** One that could not be decided. */
    public static BackfillCounts ofFailed() {
        return new BackfillCounts(0, 0, 0, 1, 0);
    }

    /** All of them. */
    public long seen() {
        return created + changed + unchanged + failed;
    }

    /** These and others. */
    public BackfillCounts plus(BackfillCounts other) {
        return new BackfillCounts(
                created + other.created,
                changed + other.changed,
                unchanged + other.unchanged,
                failed + other.failed,
                unmatched + other.unmatched);
    }
}
