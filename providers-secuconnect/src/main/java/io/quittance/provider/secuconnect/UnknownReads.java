package io.quittance.provider.secuconnect;

import io.quittance.spi.PaymentKey;
import io.quittance.spi.PaymentStore;
import io.quittance.spi.ProviderException;
import io.quittance.spi.ReconciliationWork;
import io.vertx.core.Future;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/**
 * How often strangers may make us ask. A push is no proof, so anyone can name ids that nobody knows; what is read because
 * of them may take half of the account's calls, and the other half stays for payments that are known and for signed pushes.
 * And what was tried before leaves half of that to what was not, so that a flood that is tried again and again does not keep
 * a genuine payment's first push from being read.
 */
final class UnknownReads {

    private static final int PER_SECOND = 25;
    private static final int BURST = 50;
    /** Parts of a read, so that each millisecond brings a whole number of them. */
    private static final long PARTS = 1_000;

    private static final Duration PATIENCE = Duration.ofHours(24);

    private static final long MILLIS_TO_FILL = BURST * PARTS / PER_SECOND;

    private final Clock clock;
    private long parts = BURST * PARTS;
    private long refilledAt;

    UnknownReads(Clock clock) {
        this.clock = clock;
        this.refilledAt = clock.millis();
    }

    /** Who vouches for a subject. */
    enum NamedBy {
        /** A signed push names it, or the payment is recorded. */
        KNOWN,
        /** Nobody: it may be made up. */
        STRANGER,
        /** Nobody, for so long that it is not read any more. */
        STRANGER_FOR_TOO_LONG
    }

    /**
     * Succeeds if the subject may be read now, or never has to be; fails at once, as temporary, if too many unknown ones were.
     */
    Future<NamedBy> admit(ReconciliationWork work, PaymentStore store) {
        boolean signed =
                work.items().stream().anyMatch(item -> item.verification().isVerified());
        if (signed) {
            return Future.succeededFuture(NamedBy.KNOWN);
        }
        return store.payment(PaymentKey.of(work.subject()))
                .compose(known -> known.isPresent() ? Future.succeededFuture(NamedBy.KNOWN) : admitStranger(work));
    }

    private Future<NamedBy> admitStranger(ReconciliationWork work) {
        if (tryTake(work.attempt() == 1 ? PARTS : BURST * PARTS / 2)) {
            return Future.succeededFuture(NamedBy.STRANGER);
        }
        return isOver(work) ? Future.succeededFuture(NamedBy.STRANGER_FOR_TOO_LONG) : tooMany();
    }

    /** The provider repeats a push for a day; what found no turn in that time is part of a flood. */
    private boolean isOver(ReconciliationWork work) {
        Instant earliest = clock.instant().minus(PATIENCE);
        return work.items().stream()
                .allMatch(item -> item.notification().receivedAt().isBefore(earliest));
    }

    private synchronized boolean tryTake(long atLeast) {
        long now = clock.millis();
        // A clock that is set back brings nothing and takes nothing.
        long elapsed = Math.min(Math.max(0, now - refilledAt), MILLIS_TO_FILL);
        parts = Math.min(BURST * PARTS, parts + elapsed * PER_SECOND);
        refilledAt = now;
        if (parts < atLeast) {
            return false;
        }
        parts -= PARTS;
        return true;
    }

    private static Future<NamedBy> tooMany() {
        return Future.failedFuture(ProviderException.temporary("More than " + PER_SECOND
                + " payments a second are named that are not known here; this one is read later"));
    }
}
