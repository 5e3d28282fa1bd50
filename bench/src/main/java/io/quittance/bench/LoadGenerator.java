package io.quittance.bench;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.net.NetClient;
import io.vertx.core.net.NetClientOptions;
import io.vertx.core.net.NetSocket;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/** Posts notifications, each another one, over connections that are kept; all on one event loop. */
final class LoadGenerator implements AutoCloseable {

    private static final long LATE_SECONDS = 20;
    private static final long CONNECT_SECONDS = 10;
    private static final double NANOS_PER_SECOND = 1e9;

    private final Vertx vertx =
            Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1).setPreferNativeTransport(true));
    private final Context context = vertx.getOrCreateContext();
    private final AtomicLong numbers;

    /**
     * A generator whose notifications are numbered from here on.
     *
     * @param numbers the next one that was never used
     */
    LoadGenerator(AtomicLong numbers) {
        this.numbers = numbers;
    }

    /** Each connection, to one server after the other, sends the next request as soon as the last one is answered. */
    Load closedLoop(List<URI> intakes, int connections, Duration length) {
        return run(intakes, connections, length, true, attempt -> {
            attempt.begin();
            context.runOnContext(now -> attempt.sendOnAll());
            parkUntil(System.nanoTime() + length.toNanos());
        });
    }

    /**
     * Requests are due at fixed instants, whatever became of those before; one that finds no free connection waits, and its time
     * runs meanwhile.
     */
    Load openLoop(URI intake, int connections, int perSecond, Duration length) {
        return run(List.of(intake), connections, length, false, attempt -> {
            long begin = System.nanoTime();
            attempt.begin();
            long requests = perSecond * length.toMillis() / TimeUnit.SECONDS.toMillis(1);
            for (long i = 0; i < requests; i++) {
                long due = begin + (long) (i * NANOS_PER_SECOND / perSecond);
                parkUntil(due);
                context.runOnContext(now -> attempt.due(due));
            }
        });
    }

    private interface Schedule {
        void run(Attempt attempt);
    }

    private Load run(List<URI> intakes, int connections, Duration length, boolean closed, Schedule schedule) {
        NetClient client = vertx.createNetClient(new NetClientOptions().setTcpNoDelay(true));
        try {
            Attempt attempt = new Attempt(new NotificationRequest(intakes.get(0)), numbers, length, closed);
            List<NetSocket> sockets = connect(client, intakes, connections, attempt);
            schedule.run(attempt);
            Load load = await(call(attempt::end), LATE_SECONDS);
            sockets.forEach(NetSocket::close);
            return load;
        } finally {
            client.close();
        }
    }

    private List<NetSocket> connect(NetClient client, List<URI> intakes, int connections, Attempt attempt) {
        List<Future<NetSocket>> connecting = new ArrayList<>();
        for (int i = 0; i < connections; i++) {
            URI intake = intakes.get(i % intakes.size());
            connecting.add(call(
                    () -> client.connect(intake.getPort(), intake.getHost()).map(socket -> {
                        attempt.use(socket);
                        return socket;
                    })));
        }
        await(Future.all(connecting), CONNECT_SECONDS);
        return connecting.stream().map(Future::result).toList();
    }

    private interface Call<T> {
        Future<T> call();
    }

    private <T> Future<T> call(Call<T> action) {
        Promise<T> promise = Promise.promise();
        context.runOnContext(now -> action.call().onComplete(promise));
        return promise.future();
    }

    private static <T> T await(Future<T> future, long seconds) {
        try {
            return future.await(seconds, TimeUnit.SECONDS);
        } catch (TimeoutException late) {
            throw new BenchException("A server did not answer within " + seconds + " s", late);
        }
    }

    private static void parkUntil(long instant) {
        for (long left = instant - System.nanoTime(); left > 0; left = instant - System.nanoTime()) {
            if (Thread.interrupted()) {
                throw new BenchException("Interrupted");
            }
            LockSupport.parkNanos(left);
        }
    }

    @Override
    public void close() {
        vertx.close().await();
    }
}
