package io.quittance.core.delivery;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import java.net.InetAddress;
import java.util.List;
import java.util.Objects;

/** Asks as the machine is set up to ask: hosts file, then name servers. On threads of its own, since it blocks. */
public final class SystemResolver implements HostResolver {

    private static final String NAME = "quittance-resolver";
    private static final int THREADS = 4;

    private final WorkerExecutor workers;

    /** Its threads end with this Vert.x. */
    public SystemResolver(Vertx vertx) {
        this.workers = vertx.createSharedWorkerExecutor(NAME, THREADS);
    }

    @Override
    public Future<List<InetAddress>> resolve(String host) {
        return workers.executeBlocking(() -> List.of(InetAddress.getAllByName(host)), false)
                .map(Objects::requireNonNull);
    }
}
