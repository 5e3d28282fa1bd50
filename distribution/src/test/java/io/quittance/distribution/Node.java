package io.quittance.distribution;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;

/** One of several gateways on one store, with the ways to it, which stay the same when it has ended. */
record Node(RunningShop gateway, ProviderClient providers, ManagementClient management) implements AutoCloseable {

    /** Starts one in a directory of its own, and waits until it is ready. */
    static Node start(Shop shop, Path parent) throws IOException {
        Path directory = Files.createDirectory(parent.resolve("node-" + UUID.randomUUID()));
        RunningShop gateway = shop.start(directory).awaitReady();
        return new Node(gateway, gateway.providers(), gateway.management());
    }

    GatewayProcess process() {
        return gateway.process();
    }

    @Override
    public void close() {
        gateway.close();
    }
}
