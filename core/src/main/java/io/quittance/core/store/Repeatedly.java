package io.quittance.core.store;

import io.vertx.core.AsyncResult;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Takes a step after the other, however many they are. Futures that are composed in each other, step by step, end in a stack
 * overflow after some thousand of them, and then never complete.
 */
public final class Repeatedly {

    private Repeatedly() {}

    /** Takes the step again and again, until one has a result, or fails. */
    public static <T> Future<T> until(Supplier<Future<Optional<T>>> step) {
        Promise<T> end = Promise.promise();
        take(step, end);
        return end.future();
    }

    private static <T> void take(Supplier<Future<Optional<T>>> step, Promise<T> end) {
        Future<Optional<T>> taken = begin(step);
        while (taken.isComplete()) {
            if (hasEnded(taken, end)) {
                return;
            }
            taken = begin(step);
        }
        taken.onComplete(done -> {
            if (!hasEnded(done, end)) {
                take(step, end);
            }
        });
    }

    private static <T> Future<Optional<T>> begin(Supplier<Future<Optional<T>>> step) {
        return Future.succeededFuture().compose(now -> step.get());
    }

    private static <T> boolean hasEnded(AsyncResult<Optional<T>> taken, Promise<T> end) {
        if (taken.failed()) {
            end.fail(taken.cause());
            return true;
        }
        taken.result().ifPresent(end::complete);
        return taken.result().isPresent();
    }
}
