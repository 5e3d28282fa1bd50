package io.quittance.core;

import static org.awaitility.Awaitility.await;

import io.quittance.core.testing.FakeProvider;
import io.quittance.core.testing.PostgresTest;
import io.quittance.core.testing.TestDatabase;
import io.quittance.spi.Acknowledgement;
import io.quittance.spi.NotificationItem;
import io.quittance.spi.PaymentObservation;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.junit5.VertxExtension;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * How long a quiet account waits for its acknowledgements, and for its provider to be asked, without and with a storm at another
 * account. No test: it measures, takes a minute, and runs only if it is named ({@code -Dtest=BulkheadMeasurement}).
 */
@PostgresTest
@ExtendWith(VertxExtension.class)
final class BulkheadMeasurement {

    private static final int SAMPLES = 200;
    private static final int WARM_UP = 200;
    private static final int FLOODERS = 8;
    private static final long PAUSE_NANOS = 20_000_000;

    private final Map<String, Long> postedAt = new ConcurrentHashMap<>();
    private final List<Long> asked = new ArrayList<>();
    private final AtomicLong numbers = new AtomicLong();
    private final AtomicBoolean storming = new AtomicBoolean();
    private final Promise<List<PaymentObservation>> never = Promise.promise();
    private volatile boolean hangs;
    private volatile boolean blocks;

    @Test
    void shouldPrintWhatAStormCostsOthers(TestDatabase store, Vertx vertx) throws Exception {
        FakeProvider quiet = provider().reconciling(work -> {
            long now = System.nanoTime();
            Long posted = postedAt.remove(work.subject());
            synchronized (asked) {
                asked.add(posted == null ? 0 : now - posted);
            }
            return Future.succeededFuture(List.of());
        });
        FakeProvider storm = provider()
                .parsing(inbound -> {
                    if (blocks) {
                        LockSupport.parkNanos(600_000_000);
                    }
                    return items(inbound.body().toString());
                })
                .reconciling(work -> hangs ? never.future() : Future.succeededFuture(List.of()));
        try (TestingInstance instance = TestingInstance.start(vertx, store, Map.of("quiet", quiet, "storm", storm))) {
            sample(instance, WARM_UP);
            Sample alone = sample(instance, SAMPLES);
            print("alone", alone, alone);
            print("flood of notifications", during(instance, FLOODERS), alone);
            hangs = true;
            print("flood, and the provider hangs", during(instance, FLOODERS), alone);
            hangs = false;
            never.complete(List.of());
            blocks = true;
            during(instance, 1); // moves
            print("every parse sleeps 600 ms, once moved", during(instance, FLOODERS), alone);
            print("alone again", sample(instance, SAMPLES), alone);
        }
    }

    private record Sample(List<Long> acknowledged, List<Long> asked) {}

    private Sample during(TestingInstance instance, int flooders) throws Exception {
        storming.set(true);
        List<Thread> threads = new ArrayList<>();
        for (int flooder = 0; flooder < flooders; flooder++) {
            Thread thread = new Thread(() -> {
                while (storming.get()) {
                    instance.post("storm", "s" + numbers.incrementAndGet());
                }
            });
            thread.start();
            threads.add(thread);
        }
        Sample sample = sample(instance, SAMPLES);
        storming.set(false);
        for (Thread thread : threads) {
            thread.join();
        }
        return sample;
    }

    private Sample sample(TestingInstance instance, int count) {
        List<Long> acknowledged = new ArrayList<>();
        synchronized (asked) {
            asked.clear();
        }
        for (int one = 0; one < count; one++) {
            String subject = "q" + numbers.incrementAndGet();
            long begun = System.nanoTime();
            postedAt.put(subject, begun);
            instance.post("quiet", subject);
            acknowledged.add(System.nanoTime() - begun);
            LockSupport.parkNanos(PAUSE_NANOS);
        }
        await().atMost(Duration.ofMinutes(2)).until(postedAt::isEmpty);
        synchronized (asked) {
            return new Sample(acknowledged, List.copyOf(asked));
        }
    }

    private static void print(String phase, Sample sample, Sample base) {
        System.out.printf("%-40s", phase);
        print("acknowledged", sample.acknowledged, base.acknowledged);
        print("asked", sample.asked, base.asked);
        System.out.println();
    }

    private static void print(String what, List<Long> nanos, List<Long> base) {
        System.out.printf(
                "  %s: median %.1f ms (%.2f), p95 %.1f ms (%.2f)",
                what,
                at(nanos, 50) / 1e6,
                (double) at(nanos, 50) / at(base, 50),
                at(nanos, 95) / 1e6,
                (double) at(nanos, 95) / at(base, 95));
    }

    private static long at(List<Long> nanos, int percent) {
        return nanos.stream().sorted().toList().get(nanos.size() * percent / 100);
    }

    private static FakeProvider provider() {
        return new FakeProvider()
                .parsing(inbound -> items(inbound.body().toString()))
                .acknowledging(outcome -> Acknowledgement.standard(outcome, 200));
    }

    private static List<NotificationItem> items(String body) {
        return List.of(NotificationItem.payment(body, body, "payment"));
    }
}
