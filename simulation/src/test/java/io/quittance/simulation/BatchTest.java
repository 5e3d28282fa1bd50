package io.quittance.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class BatchTest {

    private final Vertx vertx = Vertx.vertx();
    private final Pace pace = new Pace(vertx);
    private final Batch batch = new Batch(pace);

    @AfterEach
    void closeVertx() throws Exception {
        vertx.close().await(20, TimeUnit.SECONDS);
    }

    @Test
    void shouldHoldBackUntilADozenIsThere() {
        onLoop(() -> {
            List<Future<Void>> eleven = join(11);
            assertThat(eleven).noneMatch(Future::isComplete);

            Future<Void> twelfth = batch.join();
            assertThat(eleven).allMatch(Future::succeeded);
            assertThat(twelfth.succeeded()).isTrue();

            assertThat(join(3)).noneMatch(Future::isComplete);
        });
    }

    @Test
    void shouldNotWaitForADozenThatDoesNotCome() {
        onLoop(() -> {
            List<Future<Void>> few = join(3);
            pace.hurry();
            assertThat(few).allMatch(Future::succeeded);
        });
    }

    private List<Future<Void>> join(int count) {
        return IntStream.range(0, count).mapToObj(number -> batch.join()).toList();
    }

    private void onLoop(Runnable test) {
        Future.future(done -> vertx.runOnContext(called ->
                        Future.succeededFuture().onSuccess(begun -> test.run()).onComplete(done)))
                .await();
    }
}
