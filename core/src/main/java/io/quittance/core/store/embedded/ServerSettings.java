package io.quittance.core.store.embedded;

import java.util.HashMap;
import java.util.Map;

/** How an embedded server runs: durable, for this machine only, sized for a gateway. */
final class ServerSettings {

    private static final Map<String, String> DURABLE =
            Map.of("fsync", "on", "synchronous_commit", "on", "full_page_writes", "on");

    private static final Map<String, String> SIZED = Map.of(
            "max_connections", "200",
            "shared_buffers", "128MB",
            "max_wal_size", "2GB",
            "checkpoint_timeout", "15min");

    /** Statements and details may hold what payers sent. */
    private static final Map<String, String> DISCREET = Map.of(
            "log_min_error_statement", "panic",
            "log_error_verbosity", "terse",
            "log_checkpoints", "off",
            "timezone", "UTC",
            "log_timezone", "UTC");

    private ServerSettings() {}

    static Map<String, String> on(int port) {
        Map<String, String> settings = new HashMap<>();
        settings.putAll(DURABLE);
        settings.putAll(SIZED);
        settings.putAll(DISCREET);
        settings.put("port", Integer.toString(port));
        settings.put("listen_addresses", "127.0.0.1");
        settings.put("unix_socket_directories", "");
        return settings;
    }
}
