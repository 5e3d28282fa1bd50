package io.quittance.spi.testing.conformance;

import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A check in a thread of its own, since a provider may never return from what the check calls. */
final class BoundedCheck {

    private final Check check;
    private final FutureTask<Verdict> task;
    private final Thread thread;

    private BoundedCheck(Check check, ConformanceSubject subject) {
        this.check = check;
        this.task = new FutureTask<>(() -> check.run(subject));
        this.thread = new Thread(task, "conformance-" + check.name());
        thread.setDaemon(true);
    }

    static BoundedCheck start(Check check, ConformanceSubject subject) {
        BoundedCheck bounded = new BoundedCheck(check, subject);
        bounded.thread.start();
        return bounded;
    }

    /** What came of the check, or that nothing came of it in this time. */
    Verdict await(Duration limit) {
        try {
            return task.get(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            return check.failed("the check has not ended after " + limit.toMillis() / 1_000.0 + " s; it is here:"
                    + Words.of(thread.getStackTrace()));
        } catch (ExecutionException e) {
            throw new IllegalStateException("The check " + check.name() + " cannot be made", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    boolean isRunning() {
        return !task.isDone();
    }
}
