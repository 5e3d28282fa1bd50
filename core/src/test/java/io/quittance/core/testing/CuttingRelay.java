package io.quittance.core.testing;

import io.quittance.core.store.StoreAddress;
import io.quittance.core.store.StoreHost;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.NetClient;
import io.vertx.core.net.NetServer;
import io.vertx.core.net.NetSocket;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Stands between a node and Postgres and does what networks do. It cuts connections anywhere: in the middle of what is sent, and after
 * the server has done what it was told but before its answer arrives. It lets packets come late, or none at all while connections stay.
 */
public final class CuttingRelay {

    private final Vertx vertx;
    private final StoreAddress behind;
    private final Random random;
    private final NetClient client;
    private final NetServer server;
    private final Set<NetSocket> sockets = ConcurrentHashMap.newKeySet();
    private final AtomicInteger cuts = new AtomicInteger();
    private volatile int oneIn;
    private volatile long lateMillis;
    private volatile boolean silent;

    private CuttingRelay(Vertx vertx, StoreAddress behind, Random random) {
        this.vertx = vertx;
        this.behind = behind;
        this.random = random;
        this.client = vertx.createNetClient();
        this.server = vertx.createNetServer().connectHandler(this::join);
    }

    /** A relay to this server, that cuts nothing yet. */
    public static Future<CuttingRelay> start(Vertx vertx, StoreAddress behind, Random random) {
        CuttingRelay relay = new CuttingRelay(vertx, behind, random);
        return relay.server.listen(0, "127.0.0.1").map(relay);
    }

    /** Where the server is for those who are to be cut. */
    public StoreAddress address() {
        return new StoreAddress(
                List.of(new StoreHost("127.0.0.1", server.actualPort())),
                behind.database(),
                behind.user(),
                behind.password(),
                behind.tls());
    }

    /** Cuts a connection at one in so many packets, on either way; 0: at none. */
    public void cutOneIn(int packets) {
        oneIn = packets;
    }

    /** Lets each packet come so much later; 0: as it comes. Packets of a connection never overtake each other. */
    public void delay(long millis) {
        lateMillis = millis;
    }

    /** From now on nothing arrives, and nobody is told that it does not: connections stay, and new ones come to nothing. */
    public void fallSilent() {
        silent = true;
    }

    /** Ends the silence. What was connected in it is gone by now, which both ends learn only here. */
    public void endSilence() {
        silent = false;
        sockets.forEach(NetSocket::close);
    }

    /** How often it cut. */
    public int cuts() {
        return cuts.get();
    }

    /** Cuts everything at once, and lets nobody through any more. */
    public Future<Void> cutAll() {
        sockets.forEach(NetSocket::close);
        return server.close();
    }

    private void join(NetSocket node) {
        node.pause();
        sockets.add(node);
        client.connect(behind.port(), behind.host())
                .onSuccess(postgres -> {
                    sockets.add(postgres);
                    pump(node, postgres);
                    pump(postgres, node);
                    node.resume();
                })
                .onFailure(refused -> node.close());
    }

    private void pump(NetSocket from, NetSocket to) {
        from.handler(packet -> pass(packet, from, to));
        from.closeHandler(closed -> {
            sockets.remove(from);
            to.close();
        });
    }

    private void pass(Buffer packet, NetSocket from, NetSocket to) {
        if (silent) {
            return;
        }
        if (lateMillis > 0) {
            from.pause();
            vertx.setTimer(lateMillis, late -> {
                send(packet, from, to);
                from.resume();
            });
            return;
        }
        send(packet, from, to);
    }

    private void send(Buffer packet, NetSocket from, NetSocket to) {
        int chance = oneIn;
        if (chance == 0 || random.nextInt(chance) > 0) {
            to.write(packet);
            return;
        }
        cuts.incrementAndGet();
        from.handler(rest -> {});
        to.write(packet.slice(0, random.nextInt(packet.length() + 1)))
                .onComplete(done -> Future.join(from.close(), to.close()));
    }
}
