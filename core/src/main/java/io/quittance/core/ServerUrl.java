package io.quittance.core;

import io.quittance.core.config.IntakeConfig;
import io.quittance.core.config.TlsConfig;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/** Where the servers are found. */
final class ServerUrl {

    private ServerUrl() {}

    /** That of a server which listens there. */
    static String of(@Nullable TlsConfig tls, String host, int port) {
        String scheme = tls == null ? "http://" : "https://";
        return scheme + (host.indexOf(':') < 0 ? host : "[" + host + "]") + ":" + port;
    }

    /**
     * Where providers find the intake: without a configured address, where it listens, which is good for trying out on one machine.
     *
     * @param port on which it listens
     */
    static URI publicBase(IntakeConfig config, int port) {
        URI configured = config.publicUrl();
        if (configured != null) {
            return URI.create(configured.toString().replaceAll("/+$", ""));
        }
        boolean everywhere = config.host().equals("0.0.0.0") || config.host().equals("::");
        return URI.create(of(config.tls(), everywhere ? "127.0.0.1" : config.host(), port));
    }
}
