package io.quittance.distribution;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Orders that are registered and paid with both providers as long as the test lasts. Each notification is sent to one node
 * after the other until one acknowledges it, as providers do behind a load balancer.
 */
final class SteadyOrders implements AutoCloseable {
    private static final int SENDERS = 4;
    private static final int EVERY_SECUCONNECT = 5;
    private static final int CARD_AMOUNT = 100;
    private static final Duration PAUSE = Duration.ofMillis(20);
    private static final Duration SOON = Duration.ofSeconds(90);

    private final List<Node> nodes;
    private final ScheduledExecutorService threads = Executors.newScheduledThreadPool(SENDERS);
    private final AtomicInteger turn = new AtomicInteger();
    private final AtomicInteger orders = new AtomicInteger();
    private final AtomicInteger paid = new AtomicInteger();
    private final AtomicInteger sent = new AtomicInteger();
    private final AtomicInteger acknowledged = new AtomicInteger();
    private final Queue<Throwable> failures = new ConcurrentLinkedQueue<>();

    private interface Request {
        Answer send(Node node) throws IOException, InterruptedException;
    }

    private SteadyOrders(List<Node> nodes) {
        this.nodes = nodes;
    }

    /**
     * Begins.
     *
     * @param nodes where to send to; may be changed meanwhile
     */
    static SteadyOrders start(List<Node> nodes) {
        SteadyOrders steady = new SteadyOrders(nodes);
        for (int sender = 0; sender < SENDERS; sender++) {
            ScheduledFuture<?> unused =
                    steady.threads.scheduleWithFixedDelay(steady::send, 0, PAUSE.toMillis(), TimeUnit.MILLISECONDS);
        }
        return steady;
    }

    /** How many notifications were sent, those that had to be sent again as often as they were. */
    int sent() {
        return sent.get();
    }

    /** How many different notifications were acknowledged. */
    int acknowledged() {
        return acknowledged.get();
    }

    /** How many orders were paid for, with every notification about them acknowledged. */
    int paid() {
        return paid.get();
    }

    /** Waits until so many more notifications were acknowledged. */
    void awaitMore(int more) {
        int before = acknowledged();
        await().atMost(SOON)
                .failFast("a sender gave up", () -> !failures.isEmpty())
                .until(() -> acknowledged() >= before + more);
    }

    /** Begins no more orders, and waits until everything about those begun is acknowledged. */
    void finish() throws InterruptedException {
        threads.shutdown();
        if (!threads.awaitTermination(2 * SOON.toSeconds(), TimeUnit.SECONDS) || !failures.isEmpty()) {
            throw new AssertionError("Not everything was acknowledged: " + failures, failures.peek());
        }
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }

    /** The next order; a sender that fails sends no more. */
    private void send() {
        try {
            pay(orders.getAndIncrement());
            paid.incrementAndGet();
        } catch (RuntimeException | Error failure) {
            failures.add(failure);
            throw failure;
        }
    }

    private void pay(int number) {
        if (number % EVERY_SECUCONNECT == 0) {
            register(SecuconnectPayments.order(number), SecuconnectStandIn.AMOUNT);
            notify(node -> node.providers().secuconnect(SecuconnectPayments.push(number)));
        } else {
            register(CardPayments.order(number), CARD_AMOUNT);
            notify(node -> node.providers().smart2pay(CardPayments.notification(number)));
            notify(node -> node.providers().smart2pay(CardPayments.capture(number)));
        }
    }

    private void register(String order, int amount) {
        untilAnswered(node -> node.management().register(order, amount, SecuconnectStandIn.CURRENCY));
    }

    private void notify(Request notification) {
        untilAnswered(node -> {
            sent.incrementAndGet();
            return notification.send(node);
        });
        acknowledged.incrementAndGet();
    }

    private void untilAnswered(Request request) {
        await().atMost(SOON)
                .pollDelay(Duration.ZERO)
                .pollInterval(PAUSE)
                .pollInSameThread()
                .ignoreExceptionsInstanceOf(IOException.class)
                .until(() -> request.send(next()).status() / 100 == 2);
    }

    private Node next() {
        return nodes.get(Math.floorMod(turn.getAndIncrement(), nodes.size()));
    }
}
