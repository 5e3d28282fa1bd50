package io.quittance.core.intake;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TimeLimitTest {

    private final Vertx vertx = Vertx.vertx();
    private final TimeLimit limit = new TimeLimit(Duration.ofMillis(30));
    private final List<String> late = new ArrayList<>();

    @AfterEach
    void close() throws Exception {
        vertx.close().await(1, TimeUnit.MINUTES);
    }

    @Test
    void shouldTellWhatIsLateInTheOrderInWhichItBegan() throws Exception {
        onLoop(ended -> {
            begin("one");
            limit.begin(() -> ended.complete(late.add("two")));
        });

        assertThat(late).containsExactly("one", "two");
    }

    @Test
    void shouldNotTellOfWhatHasEnded() throws Exception {
        onLoop(ended -> {
            begin("one").end();
            limit.begin(ended::complete);
        });

        assertThat(late).isEmpty();
    }

    @Test
    void shouldGiveEachItsWholeTime() throws Exception {
        long[] begun = new long[1];
        onLoop(ended -> {
            begin("one");
            vertx.setTimer(20, later -> {
                begun[0] = System.nanoTime();
                limit.begin(ended::complete);
            });
        });

        assertThat(Duration.ofNanos(System.nanoTime() - begun[0])).isGreaterThanOrEqualTo(Duration.ofMillis(30));
    }

    @Test
    void shouldGoOnWithWhatBeginsWhenSomethingIsLate() throws Exception {
        onLoop(ended -> limit.begin(() -> limit.begin(ended::complete)));
        onLoop(ended -> limit.begin(ended::complete));
    }

    private TimeLimit.Running begin(String name) {
        return limit.begin(() -> late.add(name));
    }

    private interface Action {
        void run(Promise<Object> ended);
    }

    private void onLoop(Action action) throws Exception {
        Future.future(ended -> vertx.runOnContext(now -> action.run(ended))).await(1, TimeUnit.MINUTES);
    }
}
