package io.quittance.distribution;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Random;

/** A port of this machine that nobody listens at just now, for what cannot choose one by itself or comes back at the same one. */
final class FreePort {

    // Below those that Linux gives to connections and to whoever asks for any, so that it is still free after a
    // restart.
    private static final int LOWEST = 20_000;
    private static final int END = 32_000;
    private static final int ATTEMPTS = 1_000;

    private static final Random RANDOM = new Random();

    private FreePort() {}

    static int find() {
        return RANDOM.ints(ATTEMPTS, LOWEST, END)
                .filter(FreePort::isFree)
                .findFirst()
                .orElseThrow();
    }

    private static boolean isFree(int port) {
        try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getByName("127.0.0.1"))) {
            return socket.isBound();
        } catch (IOException taken) {
            return false;
        }
    }
}
