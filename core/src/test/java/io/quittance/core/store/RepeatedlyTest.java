package io.quittance.core.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.junit5.VertxExtension;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(VertxExtension.class)
final class RepeatedlyTest {

    /** With as many Futures composed in each other the stack overflows. */
    private static final int MANY = 200_000;

    private final AtomicInteger taken = new AtomicInteger();

    @Test
    void shouldTakeManyStepsThatAreDoneLater(Vertx vertx) throws Exception {
        Future<Integer> end = Repeatedly.until(() -> {
            Promise<Optional<Integer>> later = Promise.promise();
            vertx.runOnContext(now -> later.complete(result()));
            return later.future();
        });

        assertThat(end.await(1, TimeUnit.MINUTES)).isEqualTo(MANY);
    }

    @Test
    void shouldTakeManyStepsThatAreDoneAtOnce() {
        Future<Integer> end = Repeatedly.until(() -> Future.succeededFuture(result()));

        assertThat(end.result()).isEqualTo(MANY);
    }

    @Test
    void shouldEndWithAStepThatFails() {
        Future<Integer> failed = Repeatedly.until(() ->
                taken.incrementAndGet() < 3 ? Future.succeededFuture(Optional.empty()) : Future.failedFuture("third"));
        Future<Integer> thrown = Repeatedly.until(() -> {
            throw new IllegalStateException("thrown");
        });

        assertThatThrownBy(failed::await).hasMessage("third");
        assertThatThrownBy(thrown::await).hasMessage("thrown");
        assertThat(taken).hasValue(3);
    }

    private Optional<Integer> result() {
        return taken.incrementAndGet() == MANY ? Optional.of(MANY) : Optional.empty();
    }
}
