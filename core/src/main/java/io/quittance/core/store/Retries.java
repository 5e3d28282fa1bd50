package io.quittance.core.store;

import io.vertx.core.Future;
import java.util.function.Supplier;

/** Runs again, at once and a few times, what failed only because of who else was at work. */
final class Retries {

    private static final int ATTEMPTS = 5;

    private Retries() {}

    static <T> Future<T> retrying(Supplier<Future<T>> work) {
        return retrying(work, ATTEMPTS);
    }

    private static <T> Future<T> retrying(Supplier<Future<T>> work, int attempts) {
        return work.get().recover(failure -> {
            boolean passing = failure instanceof RepeatException || SqlFailure.isRetryable(failure);
            return passing && attempts > 1 ? retrying(work, attempts - 1) : Future.failedFuture(failure);
        });
    }

    /** What was read before locking no longer held after it. */
    static final class RepeatException extends RuntimeException {

        private static final long serialVersionUID = 1L;

        RepeatException(String message) {
            super(message, null, false, false);
        }
    }
}
