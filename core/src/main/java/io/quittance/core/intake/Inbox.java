package io.quittance.core.intake;

import io.quittance.core.plugin.ReceivedNotification;
import io.quittance.core.plugin.RunningAccount;
import io.quittance.core.store.GroupCommit;
import io.quittance.core.store.GroupCommit.QueueFullException;
import io.quittance.core.store.NewNotification;
import io.quittance.core.store.NewNotification.Fate;
import io.quittance.core.store.NotificationLog;
import io.quittance.core.store.SharedRoom;
import io.quittance.core.trace.Operation;
import io.quittance.core.trace.Span;
import io.quittance.core.trace.TraceAttribute;
import io.quittance.spi.IntakeOutcome;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** Where notifications are kept before they are acknowledged. Concurrent ones share a commit. Confined to one event loop. */
public final class Inbox {

    // Providers give up after 30 s; refused in time, they send again.
    private static final Duration TIME_LIMIT = Duration.ofSeconds(9);
    // Bodies differ in size by a thousand times, so that their number alone does not bound the memory they take.
    private static final long MAX_WAITING_BYTES = 16 * 1024 * 1024;

    private final GroupCommit<NewNotification, Boolean> commits;
    private final Runnable wake;
    private final TimeLimit timeLimit;
    private final SharedRoom bytes = new SharedRoom(MAX_WAITING_BYTES);
    private final WaitingLines lines;

    /**
     * Keeps notifications.
     *
     * @param commits writes them and tells whether each was new, as a {@link NotificationLog} does
     * @param wake is called whenever there is something to reconcile
     */
    public Inbox(GroupCommit<NewNotification, Boolean> commits, Runnable wake) {
        this(commits, wake, TIME_LIMIT, new WaitingLines(System::nanoTime));
    }

    Inbox(GroupCommit<NewNotification, Boolean> commits, Runnable wake, Duration timeLimit, WaitingLines lines) {
        this.lines = lines;
        this.commits = commits;
        this.wake = wake;
        this.timeLimit = new TimeLimit(timeLimit);
    }

    /** Whether so many of this account's notifications wait, and so long, that one more would wait too long. */
    boolean isCrowded(RunningAccount account) {
        return lines.isClosed(account.config().id());
    }

    /**
     * Keeps a notification, durably when the Future completes. Fails if it is not known to be kept; the sender must then
     * send again, and a second copy meets the first one's keys.
     *
     * @param request the id of the notification if it is new, and of its arrival otherwise
     * @param span of the request, which is kept with it
     */
    Future<IntakeOutcome> append(
            UUID request, RunningAccount account, ReceivedNotification inbound, Reading reading, Span span) {
        String owner = account.config().id();
        int length = inbound.body().length();
        if (!bytes.take(owner, length)) {
            return Future.failedFuture(new QueueFullException());
        }
        NewNotification notification = Evidence.of(request, account, inbound, reading, span.context());
        Span storing = span.child(Operation.STORE).put(TraceAttribute.DATABASE, "postgresql");
        WaitingLines.Place place = lines.enter(owner);
        Future<Boolean> kept = commits.submit(notification).onComplete((isNew, failure) -> {
            bytes.giveBack(owner, length);
            leave(place, failure);
        });
        return ended(inTime(kept), storing).map(isNew -> {
            if (notification.fate() == Fate.ACCEPTED) {
                wake.run();
            }
            return outcome(notification.fate(), isNew);
        });
    }

    /** Who was refused a place in the queue has not waited, and tells nothing about how long others do. */
    private static void leave(WaitingLines.Place place, @Nullable Throwable failure) {
        if (failure instanceof QueueFullException) {
            place.turnedAway();
        } else {
            place.waited();
        }
    }

    private static Future<Boolean> ended(Future<Boolean> kept, Span storing) {
        return kept.onFailure(failure -> storing.fail(failure.getClass().getSimpleName()))
                .onComplete(done -> storing.end());
    }

    /** As the Future's own time-out, which however would go on on a thread that is no event loop. */
    private Future<Boolean> inTime(Future<Boolean> written) {
        if (written.isComplete()) {
            return written;
        }
        Promise<Boolean> known = Promise.promise();
        TimeLimit.Running writing = timeLimit.begin(() -> known.tryFail(new TimeoutException()));
        written.onComplete((isNew, failure) -> {
            writing.end();
            if (failure == null) {
                known.tryComplete(isNew);
            } else {
                known.tryFail(failure);
            }
        });
        return known.future();
    }

    private static IntakeOutcome outcome(Fate fate, boolean isNew) {
        return switch (fate) {
            case MALFORMED -> IntakeOutcome.MALFORMED;
            case ACCEPTED -> isNew ? IntakeOutcome.ACCEPTED : IntakeOutcome.DUPLICATE;
            case IGNORED -> isNew ? IntakeOutcome.IGNORED : IntakeOutcome.DUPLICATE;
        };
    }
}
