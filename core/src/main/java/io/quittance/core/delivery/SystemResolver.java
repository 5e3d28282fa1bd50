package io.quittance.core.delivery;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import java.net.InetAddress;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Asks as the machine is set up to ask: hosts file, then name servers. On threads of its own, since it blocks; and once for
 * all who want the same host at the same time, so that one whose name servers are silent takes one thread and no more.
 */
public final class SystemResolver implements HostResolver {

    private static final String NAME = "quittance-resolver";
    private static final int THREADS = 16;

    private final WorkerExecutor workers;
    private final Lookup lookup;
    private final Map<String, Future<List<InetAddress>>> underWay = new ConcurrentHashMap<>();

    /** Its threads end with this Vert.x. */
    public SystemResolver(Vertx vertx) {
        this(vertx, InetAddress::getAllByName);
    }

    SystemResolver(Vertx vertx, Lookup lookup) {
        this.workers = vertx.createSharedWorkerExecutor(NAME, THREADS);
        this.lookup = lookup;
    }

    /** Asks, and blocks. */
    interface Lookup {
        InetAddress[] addresses(String host) throws Exception;
    }

    @Override
    public Future<List<InetAddress>> resolve(String host) {
        Future<List<InetAddress>> shared = underWay.get(host);
        return shared == null ? ask(host) : shared;
    }

    private Future<List<InetAddress>> ask(String host) {
        Future<List<InetAddress>> answer = workers.executeBlocking(() -> List.of(lookup.addresses(host)), false)
                .map(Objects::requireNonNull);
        underWay.put(host, answer);
        return answer.onComplete(done -> underWay.remove(host, answer));
    }
}
