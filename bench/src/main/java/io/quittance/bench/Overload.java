package io.quittance.bench;

import io.vertx.core.Context;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.net.NetClient;
import io.vertx.core.net.NetClientOptions;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/**
 * Two accounts that send without waiting: one floods the gateway, step by step, the other sends little all the time. Time does not
 * stop between the steps, so that one shows what the one before left behind.
 */
final class Overload implements AutoCloseable {

    private static final int MOST_FLOODING = 7_000;
    private static final int MOST_BESIDE = 700;
    /** Another provider is at another address, and the gateway shares what it has by addresses; of a loopback there are many on Linux. */
    private static final String NEIGHBOUR = "127.0.0.2";

    private static final long TICK_MILLIS = 1;
    private static final long LOOK_MILLIS = 500;
    private static final long DRAIN_SECONDS = 60;
    private static final double NANOS_PER_SECOND = 1e9;

    private final Vertx vertx =
            Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1).setPreferNativeTransport(true));
    private final Context context = vertx.getOrCreateContext();
    private final NetClient client = vertx.createNetClient(new NetClientOptions().setTcpNoDelay(true));
    private final NetClient neighbour =
            vertx.createNetClient(new NetClientOptions().setTcpNoDelay(true).setLocalAddress(NEIGHBOUR));
    private final Senders flooding;
    private final Senders beside;
    private final Duration length;

    /**
     * Nothing is sent yet.
     *
     * @param length of each step
     */
    Overload(URI intake, AtomicLong numbers, Duration length) {
        this.flooding = new Senders(client, intake, NotificationRequest.PATH, MOST_FLOODING, numbers);
        this.beside = new Senders(
                neighbour, intake, NotificationRequest.pathOf(GatewayConfiguration.BESIDE), MOST_BESIDE, numbers);
        this.length = length;
    }

    /**
     * What both did in one step.
     *
     * @param perSecond how many of the flood were due in a second
     * @param residentBytes of the gateway, at the end
     */
    record Step(double times, double perSecond, Turnout flood, Turnout beside, long residentBytes) {}

    /**
     * Goes through steps.
     *
     * @param capacity notifications in a second that count as once
     * @param besidePerSecond what the other account sends
     * @param memory tells the resident memory of the gateway in bytes
     */
    List<Step> run(double[] times, double capacity, double besidePerSecond, LongSupplier memory) {
        List<Step> steps = new ArrayList<>();
        long guard = vertx.setPeriodic(LOOK_MILLIS, look -> context.runOnContext(now -> loseHeart()));
        for (double factor : times) {
            steps.add(step(factor, factor * capacity, besidePerSecond, memory));
        }
        drain(steps);
        vertx.cancelTimer(guard);
        return steps;
    }

    private void loseHeart() {
        long now = System.nanoTime();
        flooding.loseHeart(now);
        beside.loseHeart(now);
    }

    private Step step(double times, double perSecond, double besidePerSecond, LongSupplier memory) {
        long begin = System.nanoTime();
        Pace flood = new Pace(flooding, begin, perSecond);
        Pace little = new Pace(beside, begin, besidePerSecond);
        Promise<Void> over = Promise.promise();
        context.runOnContext(now -> vertx.setPeriodic(TICK_MILLIS, tick -> {
            long until = Math.min(System.nanoTime(), begin + length.toNanos());
            flood.sendUntil(until);
            little.sendUntil(until);
            if (until == begin + length.toNanos()) {
                vertx.cancelTimer(tick);
                over.complete();
            }
        }));
        await(over, length.plusSeconds(DRAIN_SECONDS));
        return new Step(times, perSecond, flood.turnout, little.turnout, memory.getAsLong());
    }

    private void drain(List<Step> steps) {
        Promise<Void> over = Promise.promise();
        context.runOnContext(now -> vertx.setPeriodic(TICK_MILLIS, tick -> {
            if (steps.stream().allMatch(step -> step.flood.isOver() && step.beside.isOver())) {
                vertx.cancelTimer(tick);
                over.complete();
            }
        }));
        await(over, Duration.ofSeconds(DRAIN_SECONDS));
    }

    private static void await(Promise<Void> promise, Duration patience) {
        try {
            promise.future().await(patience.toSeconds(), TimeUnit.SECONDS);
        } catch (TimeoutException late) {
            throw new BenchException("What was sent is not over after " + patience.toSeconds() + " s", late);
        }
    }

    @Override
    public void close() {
        vertx.close().await();
    }

    /** Notifications that are due at fixed moments. */
    private static final class Pace {

        private final Senders senders;
        private final Turnout turnout;
        private final long begin;
        private final double perSecond;
        private long sent;

        Pace(Senders senders, long begin, double perSecond) {
            this.senders = senders;
            this.turnout = new Turnout(begin);
            this.begin = begin;
            this.perSecond = perSecond;
        }

        void sendUntil(long now) {
            long due = (long) ((now - begin) / NANOS_PER_SECOND * perSecond);
            for (; sent < due; sent++) {
                senders.due(begin + (long) (sent * NANOS_PER_SECOND / perSecond), turnout);
            }
        }
    }
}
