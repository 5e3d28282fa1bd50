package io.quittance.distribution;

import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/** A provider that posts one notification after the other, and remembers how each was answered. */
final class SteadyNotifications implements AutoCloseable {
    private static final int PAUSE_MILLIS = 20;
    private static final Duration SOON = Duration.ofSeconds(30);

    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor();
    private final List<String> answers = new CopyOnWriteArrayList<>();

    private SteadyNotifications() {}

    static SteadyNotifications start(Callable<Answer> post) {
        SteadyNotifications steady = new SteadyNotifications();
        ScheduledFuture<?> unused = steady.thread.scheduleWithFixedDelay(
                () -> steady.answers.add(steady.outcome(post)), 0, PAUSE_MILLIS, TimeUnit.MILLISECONDS);
        return steady;
    }

    /** The answers so far, and to some that are only posted now: each its status, or what went wrong. */
    List<String> answers() {
        int before = answers.size();
        await().atMost(SOON).until(() -> answers.size() > before + 2);
        return List.copyOf(answers);
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }

    private String outcome(Callable<Answer> post) {
        try {
            return Integer.toString(post.call().status());
        } catch (Exception e) {
            return e.toString();
        }
    }
}
