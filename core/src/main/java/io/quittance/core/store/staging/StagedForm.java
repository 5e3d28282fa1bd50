package io.quittance.core.store.staging;

import io.quittance.core.store.NewNotification;
import io.quittance.core.store.NewNotification.Fate;
import io.quittance.core.store.NewNotification.NewItem;
import io.quittance.core.store.NewNotification.NewKey;
import io.quittance.core.store.NotificationSeal;
import io.quittance.core.store.StoreException;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** How a notification is written into the journal: as JSON, sealed if the store's rows are. */
final class StagedForm {

    private final NotificationSeal seal;

    StagedForm(NotificationSeal seal) {
        this.seal = seal;
    }

    /** What is kept of a notification. */
    Entry write(NewNotification notification, Instant now) {
        UUID id = notification.id();
        byte[] content = json(notification).toBuffer().getBytes();
        return Entry.of(id, now, seal.sealStaged(id, content), seal.key());
    }

    /**
     * The notification that was kept.
     *
     * @throws StoreException if it is sealed and cannot be opened, or was written by a version that this one does not know
     */
    NewNotification read(Entry entry) {
        byte[] content = seal.openStaged(entry.id(), entry.content(), entry.key());
        try {
            return notification(new JsonObject(Buffer.buffer(content)));
        } catch (DecodeException | ClassCastException | IllegalArgumentException | NullPointerException unknown) {
            throw new StoreException(
                    "The staged notification " + entry.id() + " is in no form that this version knows", unknown);
        }
    }

    private static JsonObject json(NewNotification notification) {
        JsonArray keys = new JsonArray();
        notification.keys().forEach(key -> keys.add(json(key)));
        return new JsonObject()
                .put("id", notification.id().toString())
                .put("account", notification.account())
                .put("receivedAt", notification.receivedAt())
                .put("fate", notification.fate().name())
                .put("credential", notification.credential())
                .put("method", notification.method())
                .put("path", notification.path())
                .put("query", notification.query())
                .put("remoteAddress", notification.remoteAddress())
                .put("headers", notification.headers())
                .put("body", notification.body())
                .put("traceparent", notification.traceparent())
                .put("keys", keys);
    }

    private static JsonObject json(NewKey key) {
        JsonObject json = new JsonObject().put("hash", key.hash());
        NewItem item = key.item();
        return item == null
                ? json
                : json.put("key", item.key())
                        .put("subject", item.subject())
                        .put("kind", item.kind())
                        .put("effect", item.effect());
    }

    private static NewNotification notification(JsonObject json) {
        List<NewKey> keys = json.getJsonArray("keys").stream()
                .map(key -> key((JsonObject) key))
                .toList();
        return new NewNotification(
                UUID.fromString(json.getString("id")),
                json.getString("account"),
                json.getInstant("receivedAt"),
                Fate.valueOf(json.getString("fate")),
                json.getString("credential"),
                json.getString("method"),
                json.getString("path"),
                json.getString("query"),
                json.getString("remoteAddress"),
                json.getBuffer("headers"),
                json.getBuffer("body"),
                json.getString("traceparent"),
                keys);
    }

    private static NewKey key(JsonObject json) {
        String key = json.getString("key");
        return new NewKey(
                json.getBuffer("hash"),
                key == null
                        ? null
                        : new NewItem(
                                key, json.getString("subject"), json.getString("kind"), json.getString("effect")));
    }
}
