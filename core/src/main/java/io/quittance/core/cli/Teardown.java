package io.quittance.core.cli;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ends what a command started, the newest part first: when the command is done, when it fails, and when the process is told
 * to end, even in the middle of a start.
 */
final class Teardown {

    private static final Logger LOGGER = LoggerFactory.getLogger(Teardown.class);
    private static final long START_SECONDS = 60;

    /** How a part is ended. */
    @FunctionalInterface
    interface End<T> {
        void end(T part) throws Exception;
    }

    private record Part(String name, Callable<Void> end) {}

    private final ReentrantLock lock = new ReentrantLock();
    private final Deque<Part> parts = new ArrayDeque<>();
    private boolean ended;
    private volatile boolean toldToEnd;

    /**
     * Starts a part. Whoever ends everything meanwhile waits for it, so that nothing is forgotten.
     *
     * @throws CancellationException if everything was ended before
     */
    <T> T start(String name, Callable<T> start, End<? super T> end) throws Exception {
        lock.lock();
        try {
            if (ended) {
                throw new CancellationException("The command is told to end");
            }
            T part = start.call();
            parts.push(new Part(name, () -> {
                end.end(part);
                return null;
            }));
            return part;
        } finally {
            lock.unlock();
        }
    }

    /** From now on a signal ends everything in order, then does what is the last, and ends the process with code 0. */
    void registerHook(Runnable last) {
        Runtime.getRuntime()
                .addShutdownHook(new Thread(
                        () -> {
                            toldToEnd = true;
                            if (end()) {
                                last.run();
                                Runtime.getRuntime().halt(ExitCode.OK);
                            }
                        },
                        "shutdown"));
    }

    /**
     * Ends everything, once; tells whether it was this call that did. While the process is being ended, starts fail for that
     * reason alone, and the hook does it.
     */
    boolean endAll() {
        return !toldToEnd && end();
    }

    private boolean end() {
        boolean locked = lock();
        try {
            if (ended) {
                return false;
            }
            ended = true;
            while (!parts.isEmpty()) {
                end(parts.pop());
            }
            return true;
        } finally {
            if (locked) {
                lock.unlock();
            }
        }
    }

    /** A start that hangs must not keep the others from being ended. */
    private boolean lock() {
        try {
            return lock.tryLock(START_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    @SuppressWarnings("checkstyle:IllegalCatch") // Whatever goes wrong with one part, the others have to be ended.
    private static void end(Part part) {
        try {
            part.end().call();
        } catch (Exception e) {
            LOGGER.atWarn().addKeyValue("part", part.name()).setCause(e).log("A part is not ended cleanly");
        }
    }
}
