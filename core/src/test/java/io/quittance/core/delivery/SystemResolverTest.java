package io.quittance.core.delivery;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.junit5.VertxExtension;
import java.net.InetAddress;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(VertxExtension.class)
class SystemResolverTest {

    private static final String STUCK = "name-servers-do-not-answer.example";

    private final CountDownLatch answer = new CountDownLatch(1);
    private final AtomicInteger asked = new AtomicInteger();
    private SystemResolver resolver;

    @BeforeEach
    void start(Vertx vertx) {
        resolver = new SystemResolver(vertx, host -> {
            asked.incrementAndGet();
            if (host.equals(STUCK)) {
                answer.await();
            }
            return InetAddress.getAllByName("127.0.0.1");
        });
    }

    @AfterEach
    void release() {
        answer.countDown();
    }

    @Test
    void shouldLetNoHostWhoseNameServersAreSilentHoldUpAnother() throws Exception {
        List<Future<List<InetAddress>>> stuck = IntStream.range(0, 100)
                .mapToObj(attempt -> resolver.resolve(STUCK))
                .toList();

        assertThat(resolver.resolve("shop.example").await(30, SECONDS)).hasSize(1);
        assertThat(stuck).noneMatch(Future::isComplete);
    }

    @Test
    void shouldAskOnceForAllWhoWaitAndAnewForWhoComesLater() throws Exception {
        Future<List<InetAddress>> first = resolver.resolve(STUCK);
        Future<List<InetAddress>> second = resolver.resolve(STUCK);
        answer.countDown();
        assertThat(first.await(30, SECONDS)).isEqualTo(second.await(30, SECONDS));
        assertThat(asked).hasValue(1);

        resolver.resolve(STUCK).await(30, SECONDS);

        assertThat(asked).hasValue(2);
    }
}
