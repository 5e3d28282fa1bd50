package io.quittance.bench;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.NetClient;
import io.vertx.core.net.NetSocket;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Those who send the notifications of one account. They do not wait for each other: whenever one is due and no connection is free
 * another is made, and who has no answer within the patience of a sender hangs up. Confined to an event loop.
 */
final class Senders {

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final NetClient client;
    private final URI intake;
    private final int mostConnections;
    private final NotificationRequest requests;
    private final AtomicLong numbers;
    private final Deque<Sender> free = new ArrayDeque<>();
    private final Set<Sender> waiting = new LinkedHashSet<>();
    private int connections;

    /**
     * Nobody is connected yet.
     *
     * @param path the account's
     * @param numbers the next one that was never used
     */
    Senders(NetClient client, URI intake, String path, int mostConnections, AtomicLong numbers) {
        this.client = client;
        this.intake = intake;
        this.mostConnections = mostConnections;
        this.requests = new NotificationRequest(intake, path);
        this.numbers = numbers;
    }

    /** A notification is due, or was due at that moment of the monotonic clock. */
    void due(long moment, Turnout turnout) {
        turnout.offered();
        Sender sender = free.poll();
        if (sender != null) {
            sender.send(moment, turnout);
        } else if (connections < mostConnections) {
            connect(moment, turnout);
        } else {
            turnout.unanswered(moment);
        }
    }

    /** Lets those hang up who have waited long enough. */
    void loseHeart(long now) {
        List.copyOf(waiting).stream()
                .takeWhile(sender -> now - sender.due > PATIENCE.toNanos())
                .forEach(sender -> sender.socket.close());
    }

    private void connect(long moment, Turnout turnout) {
        connections++;
        client.connect(intake.getPort(), intake.getHost())
                .onSuccess(socket -> new Sender(socket).send(moment, turnout))
                .onFailure(refused -> {
                    connections--;
                    turnout.unanswered(moment);
                });
    }

    /** A connection. */
    private final class Sender {

        private final NetSocket socket;
        private long due;
        private Turnout turnout = new Turnout(0);

        Sender(NetSocket socket) {
            this.socket = socket;
            socket.handler(new Responses(this::answered));
            socket.exceptionHandler(broken -> socket.close());
            socket.closeHandler(closed -> closed());
        }

        void send(long moment, Turnout counted) {
            due = moment;
            turnout = counted;
            waiting.add(this);
            Buffer request = requests.of(numbers.getAndIncrement());
            socket.write(request).onFailure(broken -> socket.close());
        }

        private void answered(int status) {
            waiting.remove(this);
            turnout.answered(status, due, System.nanoTime());
            free.add(this);
        }

        private void closed() {
            connections--;
            free.remove(this);
            if (waiting.remove(this)) {
                turnout.unanswered(due);
            }
        }
    }
}
