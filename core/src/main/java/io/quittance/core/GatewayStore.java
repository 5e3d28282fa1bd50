package io.quittance.core;

import io.quittance.core.config.EncryptionConfig;
import io.quittance.core.config.StoreConfig;
import io.quittance.core.config.StoreRoles;
import io.quittance.core.store.KeyRing;
import io.quittance.core.store.NotificationSeal;
import io.quittance.core.store.StoreAddress;
import io.quittance.core.store.embedded.EmbeddedPostgresServer;
import org.jspecify.annotations.Nullable;

/** The configured store: an embedded server that is started here, or one that someone else runs. Blocks. */
public final class GatewayStore implements AutoCloseable {

    private static final int EMBEDDED_POOL_SIZE = 8;

    private final StoreAddress address;
    private final int poolSize;
    private final NotificationSeal seal;
    private final StoreRoles roles;
    private final @Nullable EmbeddedPostgresServer server;

    private GatewayStore(
            StoreAddress address, int poolSize, StoreConfig config, @Nullable EmbeddedPostgresServer server) {
        this.address = address;
        this.seal = seal(config.encryption());
        this.roles = config instanceof StoreConfig.Server other ? other.roles() : StoreRoles.NONE;
        this.poolSize = poolSize;
        this.server = server;
    }

    /**
     * Starts the embedded server, or only tells where the other one is.
     *
     * @throws io.quittance.core.store.StoreException if the embedded server cannot run
     */
    public static GatewayStore open(StoreConfig config) {
        if (config instanceof StoreConfig.Server other) {
            return new GatewayStore(StoreAddress.parse(other.uri(), other.password()), other.poolSize(), other, null);
        }
        StoreConfig.Embedded embedded = (StoreConfig.Embedded) config;
        EmbeddedPostgresServer server = new EmbeddedPostgresServer(embedded.directory());
        return new GatewayStore(server.start(), EMBEDDED_POOL_SIZE, config, server);
    }

    /**
     * The store, for a look at it: an embedded server that a gateway runs is shared with it, and left running. None is made.
     *
     * @throws io.quittance.core.store.StoreException if there is none, or the embedded server cannot run
     */
    public static GatewayStore visit(StoreConfig config) {
        if (config instanceof StoreConfig.Embedded embedded
                && EmbeddedPostgresServer.isServedByAnother(embedded.directory())) {
            return new GatewayStore(
                    EmbeddedPostgresServer.recorded(embedded.directory()), EMBEDDED_POOL_SIZE, config, null);
        }
        return open(config);
    }

    /** Where it is. */
    public StoreAddress address() {
        return address;
    }

    /** How what senders wrote is sealed in it. */
    public NotificationSeal seal() {
        return seal;
    }

    /** Who else uses it. */
    public StoreRoles roles() {
        return roles;
    }

    private static NotificationSeal seal(@Nullable EncryptionConfig encryption) {
        return encryption == null
                ? NotificationSeal.NONE
                : new NotificationSeal(new KeyRing(encryption.keys()), encryption.seals());
    }

    /** How many connections one gateway uses. */
    int poolSize() {
        return poolSize;
    }

    @Override
    public void close() {
        if (server != null) {
            server.stop();
        }
    }
}
