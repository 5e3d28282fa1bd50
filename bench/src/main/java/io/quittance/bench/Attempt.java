package io.quittance.bench;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.net.NetSocket;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/** One load on one server. Confined to an event loop, but for {@link #begin}. */
final class Attempt {

    private static final int ACKNOWLEDGED = 204;
    private static final int DIGITS = 3;

    private final NotificationRequest requests;
    private final AtomicLong numbers;
    private final long length;
    private final boolean closed;
    private final Histogram latency = new Histogram(DIGITS);
    private final List<Connection> connections = new ArrayList<>();
    private final Deque<Connection> free = new ArrayDeque<>();
    private final Deque<Long> waiting = new ArrayDeque<>();
    private final Promise<Load> ended = Promise.promise();
    private volatile long begin;
    private long counted;
    private long acknowledged;
    private long refused;
    private int underWay;
    private boolean ending;

    /**
     * A load that has not begun.
     *
     * @param closed whether an answer is what the next request waits for
     */
    Attempt(NotificationRequest requests, AtomicLong numbers, Duration length, boolean closed) {
        this.requests = requests;
        this.numbers = numbers;
        this.length = length.toNanos();
        this.closed = closed;
        latency.setAutoResize(true);
    }

    /** One more connection to send on. */
    void use(NetSocket socket) {
        Connection connection = new Connection(socket);
        connections.add(connection);
        free.add(connection);
    }

    /** From now on the time runs. */
    void begin() {
        begin = System.nanoTime();
    }

    /** The first request of each connection. */
    void sendOnAll() {
        for (Connection connection : connections) {
            connection.send(System.nanoTime());
        }
    }

    /** A request is due, or was due at that instant. */
    void due(long instant) {
        waiting.add(instant);
        sendWaiting();
    }

    /** No new requests; completes when those under way are answered. */
    Future<Load> end() {
        ending = true;
        endIfDone();
        return ended.future();
    }

    private void sendWaiting() {
        while (!waiting.isEmpty() && !free.isEmpty()) {
            free.remove().send(waiting.remove());
        }
    }

    private void answered(Connection connection, int status, long due) {
        long now = System.nanoTime();
        underWay--;
        latency.recordValue(TimeUnit.NANOSECONDS.toMicros(now - due));
        count(status, now);
        if (!closed) {
            free.add(connection);
            sendWaiting();
        } else if (!ending) {
            connection.send(now);
        }
        endIfDone();
    }

    private void count(int status, long now) {
        if (status != ACKNOWLEDGED) {
            refused++;
            return;
        }
        acknowledged++;
        if (now - begin <= length) {
            counted++;
        }
    }

    private void endIfDone() {
        if (ending && underWay == 0 && waiting.isEmpty()) {
            ended.tryComplete(new Load(counted, acknowledged, refused, Duration.ofNanos(length), latency));
        }
    }

    private void lost(@Nullable Throwable reason) {
        ended.tryFail(new BenchException("A server closed a connection", reason));
    }

    private final class Connection {

        private final NetSocket socket;
        private long due;

        Connection(NetSocket socket) {
            this.socket = socket;
            socket.handler(new Responses(status -> answered(this, status, due)));
            socket.exceptionHandler(Attempt.this::lost);
            socket.closeHandler(closed -> lost(null));
        }

        void send(long instant) {
            due = instant;
            underWay++;
            socket.write(requests.of(numbers.getAndIncrement())).onFailure(Attempt.this::lost);
        }
    }
}
