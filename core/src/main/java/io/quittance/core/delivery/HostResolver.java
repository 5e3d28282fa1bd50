package io.quittance.core.delivery;

import io.vertx.core.Future;
import java.net.InetAddress;
import java.util.List;

/** Finds the addresses of a host. */
public interface HostResolver {

    /** All addresses of a host name or of a literal address, in the order in which to try them; fails if there is none. */
    Future<List<InetAddress>> resolve(String host);
}
