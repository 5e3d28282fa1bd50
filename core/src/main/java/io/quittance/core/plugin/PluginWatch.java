package io.quittance.core.plugin;

import static java.util.concurrent.TimeUnit.MILLISECONDS;

import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks four times a second, from a thread of its own, at what all threads do in the code of plugins, since an event loop that is
 * blocked cannot look itself. Counts looks rather than time: if the whole machine stood still, no plugin was slow.
 */
public final class PluginWatch implements AutoCloseable {

    private static final Logger LOGGER = LoggerFactory.getLogger(PluginWatch.class);

    private final Limits limits;
    private final Queue<ThreadSlot> slots = new ConcurrentLinkedQueue<>();
    private final ThreadLocal<ThreadSlot> slot = ThreadLocal.withInitial(this::newSlot);
    private final CountDownLatch closed = new CountDownLatch(1);
    private volatile boolean losesLoop;

    /** A watch with the usual limits, that does not look yet. */
    public PluginWatch() {
        this(Limits.DEFAULT);
    }

    PluginWatch(Limits limits) {
        this.limits = limits;
    }

    /**
     * After how long what happens.
     *
     * @param look from one look to the next
     * @param loop a call has blocked an event loop
     * @param stuck it is not waited for any longer
     * @param lost the event loop will probably not come back
     * @param worker a call is slow where it harms nobody else
     * @param abandoned nobody waits for its outcome any more
     */
    record Limits(Duration look, Duration loop, Duration stuck, Duration lost, Duration worker, Duration abandoned) {

        static final Limits DEFAULT = new Limits(
                Duration.ofMillis(250),
                Duration.ofMillis(500),
                Duration.ofSeconds(2),
                Duration.ofSeconds(30),
                Duration.ofSeconds(10),
                Duration.ofSeconds(60));
    }

    /** Begins to look. */
    public void start() {
        Thread thread = new Thread(this::watch, "quittance-plugin-watch");
        thread.setDaemon(true);
        thread.start();
    }

    /** Whether a plugin holds an event loop and probably never gives it back: then only a restart helps. */
    public boolean losesLoop() {
        return losesLoop;
    }

    /** Looks no more. */
    @Override
    public void close() {
        closed.countDown();
    }

    /** The current thread's. */
    ThreadSlot slot() {
        return slot.get();
    }

    private ThreadSlot newSlot() {
        ThreadSlot created = new ThreadSlot();
        slots.add(created);
        return created;
    }

    private void watch() {
        try {
            while (!closed.await(limits.look.toMillis(), MILLISECONDS)) {
                lookAtAll();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @SuppressWarnings("checkstyle:IllegalCatch") // Whatever goes wrong at one look, there must be another.
    private void lookAtAll() {
        try {
            slots.removeIf(known -> !known.isAlive());
            boolean lost = false;
            for (ThreadSlot each : slots) {
                lost |= lookAt(each);
            }
            losesLoop = lost;
        } catch (RuntimeException e) {
            LOGGER.atError().setCause(e).log("The watch over plugins failed and looks again");
        }
    }

    /** Looks at a thread, and tells whether it is lost. */
    private boolean lookAt(ThreadSlot each) {
        int looks = each.look();
        boolean loop = each.isEventLoop();
        if (looks == looks(loop ? limits.loop : limits.worker)) {
            each.seize(limits.look.multipliedBy(looks))
                    .ifPresent(block -> block.isolation().blocked(block));
        }
        if (looks == looks(loop ? limits.stuck : limits.abandoned)) {
            each.seized().filter(block -> block.isolation().isStuck(block)).ifPresent(block -> each.interrupt());
        }
        if (loop && looks == looks(limits.lost)) {
            each.seized().ifPresent(block -> block.isolation().isLost(block));
        }
        return loop && looks >= looks(limits.lost);
    }

    private int looks(Duration limit) {
        return (int) limit.dividedBy(limits.look);
    }
}
