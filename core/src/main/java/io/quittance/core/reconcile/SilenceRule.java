package io.quittance.core.reconcile;

import io.quittance.core.store.CaseKind;
import io.quittance.core.store.Discrepancy;
import io.quittance.core.store.SilenceStore.IntakeCount;
import io.quittance.core.store.SilenceStore.LastHeard;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Whether an account's provider is silent for too long, or heard and refused. Pure. */
public final class SilenceRule {

    /** What was refused longer ago does not matter. */
    public static final Duration WINDOW = Duration.ofMinutes(10);

    /** Of a quiet account, what was refused within a day matters, if nothing else came. */
    public static final Duration QUIET_WINDOW = Duration.ofDays(1);

    /** So few refusals could be anybody's. */
    static final long MANY = 20;

    /** So few could be anybody's if the provider has nothing to say. */
    static final long MANY_OF_QUIET = 5;

    /** An account may have several keys, and one of them wrong. */
    private static final long LEAST_SHARE = 10;

    private SilenceRule() {}

    /**
     * The provider was heard too long ago.
     *
     * @param every the longest silence that is normal
     */
    public static Optional<Discrepancy> silent(Duration every, LastHeard heard, Instant now) {
        Duration silence = Duration.between(heard.since(), now);
        if (silence.compareTo(every) <= 0) {
            return Optional.empty();
        }
        String seen = heard.never()
                ? "none since the account was first seen here at " + Words.of(heard.since())
                : "none since " + Words.of(heard.since());
        return Optional.of(new Discrepancy(
                CaseKind.SILENT_PROVIDER,
                null,
                "a notification at least every " + words(every),
                seen,
                "check at the provider that notifications are on and go to the account's address"));
    }

    /** Many requests are refused, and not only a few among very many. */
    public static Optional<Discrepancy> refused(IntakeCount count) {
        long all = count.refused() + count.accepted();
        return count.refused() >= MANY && count.refused() * LEAST_SHARE >= all
                ? Optional.of(refused(count, WINDOW))
                : Optional.empty();
    }

    /** Some requests are refused within a day, and none is accepted. */
    public static Optional<Discrepancy> refusedOfQuiet(IntakeCount count) {
        return count.refused() >= MANY_OF_QUIET && count.accepted() == 0
                ? Optional.of(refused(count, QUIET_WINDOW))
                : Optional.empty();
    }

    private static Discrepancy refused(IntakeCount count, Duration window) {
        return new Discrepancy(
                CaseKind.SILENT_PROVIDER,
                null,
                "requests that are accepted",
                "requests are refused as unauthenticated or malformed",
                "if they come from the provider, check the account's secrets; otherwise somebody else posts to its"
                        + " address; it was " + count.refused() + " of " + (count.refused() + count.accepted())
                        + " requests within " + words(window));
    }

    /** In the largest unit of which there are at least two. */
    private static String words(Duration duration) {
        if (duration.toDays() > 1) {
            return duration.toDays() + " days";
        }
        if (duration.toHours() > 1) {
            return duration.toHours() + " hours";
        }
        return duration.toMinutes() > 1 ? duration.toMinutes() + " minutes" : duration.toSeconds() + " seconds";
    }
}
