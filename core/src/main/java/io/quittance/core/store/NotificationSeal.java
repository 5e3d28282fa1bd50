package io.quittance.core.store;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.quittance.core.store.KeyRing.UnopenableException;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Row;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What senders wrote, sealed in the store: query, headers and body of a notification. Each is bound to its notification
 * and its column, so that none can be put in another's place.
 */
public final class NotificationSeal {

    /** Seals nothing, and opens nothing that is sealed. */
    public static final NotificationSeal NONE = new NotificationSeal(null, false);

    static final String QUERY = "query";
    static final String HEADERS = "headers";
    static final String BODY = "body";

    private static final String SEALED_WITH = "sealed_with";

    private final @Nullable KeyRing ring;
    private final @Nullable KeyRing sealing;

    /**
     * Opens with this ring.
     *
     * @param ring null: there are no keys
     * @param seals whether what is stored from now on is sealed
     */
    public NotificationSeal(@Nullable KeyRing ring, boolean seals) {
        this.ring = ring;
        this.sealing = seals ? ring : null;
    }

    /** The id of the key that seals; null: nothing is sealed. */
    public @Nullable String key() {
        return sealing == null ? null : sealing.primary();
    }

    /** The ids of the keys that open. */
    Set<String> keys() {
        return ring == null ? Set.of() : ring.ids();
    }

    /** What is stored in a column. */
    Buffer seal(String column, String account, UUID id, Buffer plain) {
        return sealing == null ? plain : Buffer.buffer(sealing.seal(plain.getBytes(), place(column, account, id)));
    }

    /**
     * What a column says, of a row that has its key and {@code sealed_with} as well.
     *
     * @throws StoreException if it is sealed and cannot be opened
     */
    Buffer open(String column, Row row) {
        Buffer stored = row.getBuffer(column);
        String key = row.getString(SEALED_WITH);
        if (key == null) {
            return stored;
        }
        String account = row.getString("account_id");
        UUID id = row.getUUID("notification_id");
        if (ring == null) {
            throw new StoreException(unopenable(column, account, id, "the key " + key + " is not on the ring"));
        }
        try {
            return Buffer.buffer(ring.open(stored.getBytes(), place(column, account, id)));
        } catch (UnopenableException e) {
            throw new StoreException(unopenable(column, account, id, e.getMessage()), e);
        }
    }

    /** What is kept of a notification that waits outside the store. */
    public byte[] sealStaged(UUID id, byte[] plain) {
        return sealing == null ? plain : sealing.seal(plain, staged(id));
    }

    /**
     * What was kept of such a notification.
     *
     * @param key the id of the key that it is sealed with; null: it is not
     * @throws StoreException if it is sealed and cannot be opened
     */
    public byte[] openStaged(UUID id, byte[] kept, @Nullable String key) {
        if (key == null) {
            return kept;
        }
        try {
            if (ring == null) {
                throw new UnopenableException("the key " + key + " is not on the ring");
            }
            return ring.open(kept, staged(id));
        } catch (UnopenableException e) {
            throw new StoreException(
                    "The staged notification " + id + " cannot be opened: " + e.getMessage()
                            + "; the ring is store.encryption.keys",
                    e);
        }
    }

    private static byte[] staged(UUID id) {
        return ("staged\0" + id).getBytes(UTF_8);
    }

    private static String unopenable(String column, String account, UUID id, @Nullable String reason) {
        return "The %s of notification %s of account %s cannot be opened: %s; the ring is store.encryption.keys"
                .formatted(column, id, account, reason);
    }

    private static byte[] place(String column, String account, UUID id) {
        return ("notification\0" + column + '\0' + account + '\0' + id).getBytes(UTF_8);
    }
}
